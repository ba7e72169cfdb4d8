package org.shardplan.io.json;

import java.util.Optional;
import org.shardplan.io.json.JsonValue.JsonNumber;

/**
 * Integers within bounds; {@code 1e3} is one, {@code 4096.5} is not.
 *
 * @param unit what is counted, may be empty
 * @param min smallest value
 * @param max largest value
 * @param advice what to do about a value out of bounds, may be empty
 */
public record WholeNumber(String unit, int min, int max, String advice) implements FieldType<Integer> {

    public static WholeNumber between(int min, int max, String unit) {
        return new WholeNumber(unit, min, max, "");
    }

    public WholeNumber advising(String sentence) {
        return new WholeNumber(unit, min, max, sentence);
    }

    @Override
    public Optional<Integer> read(Field field) {
        if (field.value() instanceof JsonNumber number) {
            return read(field, number);
        }
        return field.must("be an integer", Numbers.adviceFor(field.value()));
    }

    private Optional<Integer> read(Field field, JsonNumber number) {
        double value = number.value();
        String shown = Numbers.withUnit(number.text(), unit);
        if (min == max && value != min) {
            return field.mustAs(shown, "be " + min, advice);
        }
        if (value < min) {
            return field.mustAs(shown, "be at least " + Numbers.grouped(min), advice);
        }
        if (value > max) {
            return field.mustAs(shown, "be at most " + Numbers.grouped(max), advice);
        }
        if (value != Math.rint(value)) {
            return field.mustAs(shown, "be an integer", "use " + Math.round(value));
        }
        return Optional.of((int) value);
    }

    /** The largest, because other fields may be bounded by it. */
    @Override
    public Integer standIn() {
        return max;
    }
}
