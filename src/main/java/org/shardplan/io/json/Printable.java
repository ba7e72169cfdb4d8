package org.shardplan.io.json;

/** Text that any terminal shows as it is: nothing in it moves the cursor, changes colours or reorders letters. */
public final class Printable {

    private static final char REPLACEMENT = '\uFFFD';

    private Printable() {
    }

    /** The text with a blank for each tab and a replacement for each control or formatting character. */
    public static String of(String text) {
        for (int index = 0; index < text.length(); index++) {
            if (!isHarmless(text, index)) {
                return replaced(text);
            }
        }
        return text;
    }

    private static String replaced(String text) {
        StringBuilder result = new StringBuilder(text.length());
        for (int index = 0; index < text.length(); index++) {
            char symbol = text.charAt(index);
            result.append(isHarmless(text, index) ? symbol : symbol == '\t' ? ' ' : REPLACEMENT);
        }
        return result.toString();
    }

    private static boolean isHarmless(String text, int index) {
        char symbol = text.charAt(index);
        if (symbol < 0x7F) {
            return symbol >= ' ';
        }
        return switch (Character.getType(symbol)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
            case Character.SURROGATE -> isPaired(text, index) && !isFormatting(text, index);
            default -> true;
        };
    }

    private static boolean isPaired(String text, int index) {
        if (Character.isHighSurrogate(text.charAt(index))) {
            return index + 1 < text.length() && Character.isLowSurrogate(text.charAt(index + 1));
        }
        return index > 0 && Character.isHighSurrogate(text.charAt(index - 1));
    }

    private static boolean isFormatting(String text, int index) {
        int start = Character.isHighSurrogate(text.charAt(index)) ? index : index - 1;
        return Character.getType(text.codePointAt(start)) == Character.FORMAT;
    }
}
