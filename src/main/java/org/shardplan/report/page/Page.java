package org.shardplan.report.page;

import java.util.ArrayList;
import java.util.List;

/** Lines that fill up from top to bottom and stay inside the width of a page. */
public final class Page {

    public static final int WIDTH = 100;

    /** A blank at which no line ends. */
    public static final char UNBREAKABLE = '\u00A0';

    private static final String INDENT = "  ";
    private static final int LABEL = 14;
    private static final int VALUE = 28;

    private final Style style;
    private final StringBuilder text = new StringBuilder();

    public Page(Style style) {
        this.style = style;
    }

    public Style style() {
        return style;
    }

    /** One empty line, never two. */
    public void blank() {
        if (!text.toString().endsWith("\n\n")) {
            text.append('\n');
        }
    }

    public void line(String line) {
        text.append(style.spelled(line).replace(UNBREAKABLE, ' ').stripTrailing()).append('\n');
    }

    /** Items on as many lines as they need, the first from the left edge. */
    public void heading(List<String> items, String separator) {
        List<String> lines = wrapped(items, separator, WIDTH - INDENT.length());
        for (int index = 0; index < lines.size(); index++) {
            line((index == 0 ? "" : INDENT) + lines.get(index));
        }
    }

    /** A label, its value, and what else there is to say, in three columns. */
    public void fact(String label, String value, String... details) {
        String head = INDENT + Width.padRight(label, LABEL) + Width.padRight(style.spelled(value), VALUE);
        List<String> lines = wrapped(List.of(details), ", ", WIDTH - Width.of(head));
        if (Width.of(style.spelled(value)) > VALUE - 2 && !lines.isEmpty()) {
            line(head);
            head = " ".repeat(INDENT.length() + LABEL + VALUE);
            lines = wrapped(List.of(details), ", ", WIDTH - head.length());
        }
        block(head, lines);
    }

    /** Items behind a label, on as many lines as they need. */
    public void list(String label, List<String> items, String separator) {
        String head = INDENT + Width.padRight(label, LABEL);
        block(head, wrapped(items, separator, WIDTH - head.length()));
    }

    /** Words behind a label, on as many lines as they need. */
    public void words(String label, String words) {
        list(label, List.of(words.split(" ")), " ");
    }

    /** Items on as many lines as they need. */
    public void items(List<String> items, String separator) {
        for (String line : wrapped(items, separator, WIDTH - INDENT.length())) {
            line(INDENT + line);
        }
    }

    /** Remarks on the line above, on as many lines as they need. */
    public void remark(List<String> items) {
        for (String line : wrapped(items, ", ", WIDTH - 2 * INDENT.length())) {
            line(INDENT + INDENT + style.faint(line));
        }
    }

    /** A sentence on the line above, on as many lines as it needs. */
    public void paragraph(String sentence) {
        for (String line : wrapped(List.of(sentence.split(" ")), " ", WIDTH - 2 * INDENT.length())) {
            line(INDENT + INDENT + line);
        }
    }

    /** Text behind a label, to be copied and therefore never broken. */
    void verbatim(String label, String line) {
        text.append(INDENT).append(Width.padRight(label, LABEL)).append(line).append('\n');
    }

    private void block(String head, List<String> lines) {
        line(lines.isEmpty() ? head : head + lines.get(0));
        for (int index = 1; index < lines.size(); index++) {
            line(" ".repeat(Width.of(head)) + lines.get(index));
        }
    }

    private List<String> wrapped(List<String> items, String separator, int width) {
        List<String> lines = new ArrayList<>();
        String line = "";
        for (String item : items) {
            String longer = line.isEmpty() ? item : line + separator + item;
            if (!line.isEmpty() && Width.of(style.spelled(longer)) > width - separator.length()) {
                lines.add(line + separator.stripTrailing());
                longer = item;
            }
            line = longer;
        }
        if (!line.isEmpty()) {
            lines.add(line);
        }
        return lines;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
