package org.shardplan.io.json;

import java.util.Optional;
import org.shardplan.io.json.JsonValue.JsonString;

/**
 * Strings that can be printed as they are.
 *
 * @param longest most characters
 * @param forbidden characters that mean something where the string is used
 */
public record Text(int longest, String forbidden) implements FieldType<String> {

    /** What models, frameworks and problems are called. */
    public static final Text NAME = new Text(100, "");

    /** What GPUs and pools are called: {@code --layout} has to be able to name them. */
    public static final Text KEY = new Text(100, ",=+");

    /** Sources and notes. */
    public static final Text PROSE = new Text(2_000, "");

    @Override
    public Optional<String> read(Field field) {
        return field.value() instanceof JsonString string ? read(field, string.text()) : field.must("be a string", "");
    }

    private Optional<String> read(Field field, String text) {
        if (text.isBlank()) {
            return field.must("not be blank", "");
        }
        if (text.length() > longest) {
            return field.must("have at most " + longest + " characters, it has " + text.length(), "");
        }
        if (!Printable.of(text).equals(text)) {
            return field.must("have no control characters", "");
        }
        return hasForbidden(text) ? field.must("have none of the characters " + forbidden, "") : Optional.of(text);
    }

    private boolean hasForbidden(String text) {
        for (int index = 0; index < forbidden.length(); index++) {
            if (text.indexOf(forbidden.charAt(index)) >= 0) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String standIn() {
        return "";
    }
}
