package org.shardplan.io.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.util.Locale;

/**
 * Why a text is no JSON, in the words of someone who wants to repair it.
 *
 * @param place where reading stopped
 * @param message what is wrong
 * @param suggestion what usually helps
 */
record SyntaxError(Place place, String message, String suggestion) {

    static SyntaxError in(Source source, JsonParser parser, JsonProcessingException failure) {
        long offset = failure.getLocation() == null
                ? parser.currentLocation().getCharOffset() - 1
                : failure.getLocation().getCharOffset();
        int stopped = (int) Math.max(0, Math.min(offset, source.text().length()));
        if (failure instanceof JsonEOFException) {
            stopped = source.text().stripTrailing().length();
        }
        String message = message(failure);
        String suggestion = suggestion(message, source.text(), stopped);
        return new SyntaxError(new Place(stopped, 1, Pointer.ROOT), message, suggestion);
    }

    void reportTo(Findings findings) {
        findings.error(place, message, suggestion);
    }

    private static String message(JsonProcessingException failure) {
        if (failure instanceof JsonEOFException) {
            return "not valid JSON: the file ends too early";
        }
        String reason = failure.getOriginalMessage();
        if (failure instanceof StreamConstraintsException) {
            int detail = reason.indexOf(", from `");
            return "too large: " + lowerCaseFirst(detail < 0 ? reason : reason.substring(0, detail) + ")");
        }
        int hint = reason.indexOf(": enable `");
        return "not valid JSON: " + lowerCaseFirst(withoutDetails(hint < 0 ? reason : reason.substring(0, hint)));
    }

    /** Drops what only programmers of parsers want to know. */
    private static String withoutDetails(String reason) {
        int comment = reason.indexOf(": maybe a (non-standard) comment?");
        return comment < 0 ? reason : reason.substring(0, comment);
    }

    private static String lowerCaseFirst(String text) {
        return text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
    }

    private static String suggestion(String message, String text, int offset) {
        if (message.contains("expecting comma")) {
            return "maybe a comma is missing in front of it";
        }
        if (offset >= text.length()) {
            return "maybe a closing bracket, brace or quote is missing";
        }
        return switch (text.charAt(offset)) {
            case '}', ']' -> endsWithComma(text, offset) ? "remove the comma in front of it" : "";
            case '\'', '\u201C', '\u201D' -> "strings and keys need double quotes (\")";
            case '/', '#' -> "JSON has no comments";
            default -> "";
        };
    }

    private static boolean endsWithComma(String text, int offset) {
        return text.substring(Math.max(0, offset - 200), offset).stripTrailing().endsWith(",");
    }
}
