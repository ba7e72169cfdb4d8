package org.shardplan.report.html.element;

/** Words. */
public record Text(String words) implements Node {

    @Override
    public void write(StringBuilder page) {
        escape(words, page);
    }

    /** Writes words so that they are nothing but words, inside an element or between double quotes. */
    static void escape(String words, StringBuilder page) {
        for (int index = 0; index < words.length(); index++) {
            char symbol = words.charAt(index);
            switch (symbol) {
                case '&' -> page.append("&amp;");
                case '<' -> page.append("&lt;");
                case '>' -> page.append("&gt;");
                case '"' -> page.append("&quot;");
                default -> page.append(symbol);
            }
        }
    }
}
