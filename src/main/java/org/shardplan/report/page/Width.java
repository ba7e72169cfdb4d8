package org.shardplan.report.page;

/** Columns that text takes on a terminal. */
public final class Width {

    private Width() {
    }

    /** East Asian characters take two columns, accents on top of others and colours none. */
    public static int of(String text) {
        int columns = 0;
        boolean escaped = false;
        for (int index = 0; index < text.length(); index += Character.charCount(text.codePointAt(index))) {
            int symbol = text.codePointAt(index);
            escaped = escaped || symbol == '\u001B';
            columns += escaped ? 0 : columns(symbol);
            escaped = escaped && symbol != 'm';
        }
        return columns;
    }

    public static String padRight(String text, int width) {
        return text + " ".repeat(Math.max(0, width - of(text)));
    }

    public static String padLeft(String text, int width) {
        return " ".repeat(Math.max(0, width - of(text))) + text;
    }

    /** Cells side by side; a negative width aligns to the right. */
    public static String row(int[] widths, String... cells) {
        StringBuilder row = new StringBuilder();
        for (int index = 0; index < cells.length; index++) {
            int width = widths[index];
            row.append(width < 0 ? padLeft(cells[index], -width) : padRight(cells[index], width));
        }
        return row.toString();
    }

    private static int columns(int symbol) {
        int type = Character.getType(symbol);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
            return 0;
        }
        return isWide(symbol) ? 2 : 1;
    }

    /** The blocks of Unicode's EastAsianWidth.txt that are wide throughout, and emoji. */
    private static boolean isWide(int symbol) {
        return symbol >= 0x1100 && symbol <= 0x115F
                || symbol >= 0x2E80 && symbol <= 0xA4CF
                || symbol >= 0xAC00 && symbol <= 0xD7A3
                || symbol >= 0xF900 && symbol <= 0xFAFF
                || symbol >= 0xFF00 && symbol <= 0xFF60
                || symbol >= 0x1F300 && symbol <= 0x1FAFF
                || symbol >= 0x20000 && symbol <= 0x3FFFD;
    }
}
