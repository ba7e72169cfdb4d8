package org.shardplan.io.json;

import java.util.Optional;
import org.shardplan.io.json.JsonValue.JsonObject;

/** Objects. */
public enum Nested implements FieldType<Fields> {
    OBJECT;

    @Override
    public Optional<Fields> read(Field field) {
        return field.value() instanceof JsonObject object
                ? Optional.of(Fields.of(object, field.findings()))
                : field.must("be an object", "");
    }

    /** An object without members, whose missing fields nobody reports. */
    @Override
    public Fields standIn() {
        return Fields.none();
    }
}
