package org.shardplan.io.json;

import java.util.Locale;
import org.shardplan.io.json.JsonValue.JsonString;

/** Numbers as people read and write them. */
public final class Numbers {

    private static final double LARGEST_GROUPED = 1e15;
    private static final int LONGEST_NUMBER = 20;

    private Numbers() {
    }

    public static String grouped(double value) {
        boolean readable = value == Math.rint(value) && Math.abs(value) < LARGEST_GROUPED;
        return readable ? String.format(Locale.ROOT, "%,d", (long) value) : plain(value);
    }

    public static String plain(double value) {
        return value == Math.rint(value) && Math.abs(value) < LARGEST_GROUPED
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    static String withUnit(String number, String unit) {
        return unit.isEmpty() ? number : number + " " + unit;
    }

    /** What to do about a value that should be a number. */
    static String adviceFor(JsonValue value) {
        return value instanceof JsonString string && isNumber(string.text()) ? "remove the quotes" : "";
    }

    /** Whether the text is one number in decimal digits, perhaps with an exponent. */
    public static boolean isNumber(String text) {
        for (int index = 0; index < text.length(); index++) {
            if ("0123456789+-.eE".indexOf(text.charAt(index)) < 0) {
                return false;
            }
        }
        return text.length() <= LONGEST_NUMBER && parses(text);
    }

    private static boolean parses(String text) {
        try {
            Double.parseDouble(text);
            return true;
        } catch (NumberFormatException noNumber) {
            return false;
        }
    }
}
