package org.shardplan.io.json;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import org.shardplan.io.json.JsonValue.JsonString;

/** Days of the calendar, such as {@code 2026-11-21}. */
public enum Day implements FieldType<LocalDate> {
    DAY;

    @Override
    public Optional<LocalDate> read(Field field) {
        String text = field.value() instanceof JsonString string ? string.text() : "";
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeException failure) {
            return field.must("be a day such as 2026-11-21", "");
        }
    }

    @Override
    public LocalDate standIn() {
        return LocalDate.EPOCH;
    }
}
