package org.shardplan.io.json;

/** The one grammar of error messages: what it is, what it says, what it must, what to do. */
public final class Sentence {

    private static final int LONGEST_QUOTE = 60;

    private Sentence() {
    }

    /**
     * {@code The sequenceLength (-4 tokens) must be at least 1. Maybe use 8192.}
     *
     * @param subject name of the field
     * @param shown its value, with the unit
     * @param demand what the rule wants, from the word behind "must"
     * @param advice a way out, empty if there is none
     */
    public static String must(String subject, String shown, String demand, String advice) {
        String rule = "The " + subject + " (" + shown + ") must " + demand + ".";
        return advice.isEmpty() ? rule : rule + " Maybe " + advice + ".";
    }

    /** Text in quotes, cut if it is long. */
    public static String quoted(String text) {
        return "\"" + cut(text) + "\"";
    }

    public static String cut(String text) {
        return text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "…";
    }
}
