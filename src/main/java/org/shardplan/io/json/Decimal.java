package org.shardplan.io.json;

import java.util.Optional;
import org.shardplan.io.json.JsonValue.JsonNumber;

/**
 * Numbers within bounds.
 *
 * @param unit what is measured, may be empty
 * @param min smallest value
 * @param max largest value
 */
public record Decimal(String unit, double min, double max) implements FieldType<Double> {

    /** Small and large enough for every honest figure, and products of three stay finite. */
    private static final double TINY = 1e-9;
    private static final double HUGE = 1e18;

    public static Decimal positive(String unit) {
        return new Decimal(unit, TINY, HUGE);
    }

    public static Decimal notNegative(String unit) {
        return new Decimal(unit, 0, HUGE);
    }

    /** A share above 0 and at most 1. */
    public static Decimal share() {
        return new Decimal("", TINY, 1);
    }

    public static Decimal between(double min, double max, String unit) {
        return new Decimal(unit, min, max);
    }

    @Override
    public Optional<Double> read(Field field) {
        if (field.value() instanceof JsonNumber number) {
            return read(field, number);
        }
        return field.must("be a number", Numbers.adviceFor(field.value()));
    }

    private Optional<Double> read(Field field, JsonNumber number) {
        double value = number.value();
        if (value >= min && value <= max) {
            return Optional.of(value);
        }
        return field.mustAs(Numbers.withUnit(number.text(), unit), demand(value), "");
    }

    private String demand(double value) {
        if (value > max) {
            return "be at most " + Numbers.grouped(max);
        }
        return min == TINY && value <= 0 ? "be above 0" : "be at least " + Numbers.grouped(min);
    }

    @Override
    public Double standIn() {
        return Math.max(min, Math.min(1, max));
    }
}
