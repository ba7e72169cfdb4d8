package org.shardplan.report.page;

/**
 * What the reader's terminal can show. Colour only underlines what the words already say.
 *
 * @param colour whether to send colours
 * @param unicode whether to draw with more than ASCII
 */
public record Style(boolean colour, boolean unicode) {

    /** For files and pipes. */
    public static final Style PLAIN = new Style(false, true);

    private static final String[][] ASCII = {
        {"·", "*"}, {"×", "x"}, {"±", "+-"}, {"≤", "<="}, {"…", "..."}, {"µ", "u"}, {"−", "-"}, {"─", "-"}, {"→", "->"},
    };

    public String bold(String text) {
        return painted("1", text);
    }

    public String good(String text) {
        return painted("1;32", text);
    }

    public String bad(String text) {
        return painted("1;31", text);
    }

    public String warning(String text) {
        return painted("33", text);
    }

    public String faint(String text) {
        return painted("2", text);
    }

    String bar(String text) {
        return painted("36", text);
    }

    /** What stands between the items of a line. */
    public String separator() {
        return unicode ? " · " : " | ";
    }

    /** The text in characters the terminal has; what the user named stays as it is. */
    public String spelled(String text) {
        String spelled = text;
        if (!unicode) {
            for (String[] pair : ASCII) {
                spelled = spelled.replace(pair[0], pair[1]);
            }
        }
        return spelled;
    }

    private String painted(String code, String text) {
        return colour && !text.isEmpty() ? "\u001B[" + code + "m" + text + "\u001B[0m" : text;
    }
}
