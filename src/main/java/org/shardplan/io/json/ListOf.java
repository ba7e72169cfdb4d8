package org.shardplan.io.json;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.shardplan.io.json.JsonValue.JsonArray;

/**
 * Lists with at least one item.
 *
 * @param item type of the items
 * @param most most items
 */
public record ListOf<T>(FieldType<T> item, int most) implements FieldType<List<T>> {

    @Override
    public Optional<List<T>> read(Field field) {
        if (!(field.value() instanceof JsonArray array)) {
            return field.must("be a list", "put it in brackets, [" + shortened(field) + "]");
        }
        if (array.items().isEmpty()) {
            return field.mustAs("[]", "have at least one item", "leave it out");
        }
        if (array.items().size() > most) {
            return field.mustAs(array.items().size() + " items", "have at most " + most, "");
        }
        return items(field, array);
    }

    private static String shortened(Field field) {
        return field.value() instanceof JsonValue.JsonObject ? "{…}" : field.value().shown();
    }

    private Optional<List<T>> items(Field field, JsonArray array) {
        List<T> values = new ArrayList<>();
        for (JsonValue value : array.items()) {
            Optional<T> read = item.read(new Field(field.name(), value, field.findings()));
            if (read.isPresent()) {
                values.add(read.get());
            }
        }
        return Optional.of(values);
    }

    @Override
    public List<T> standIn() {
        return List.of();
    }
}
