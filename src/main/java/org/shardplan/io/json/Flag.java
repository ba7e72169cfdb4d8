package org.shardplan.io.json;

import java.util.Optional;
import org.shardplan.io.json.JsonValue.JsonBoolean;

/** True or false. */
public enum Flag implements FieldType<Boolean> {
    FLAG;

    @Override
    public Optional<Boolean> read(Field field) {
        return field.value() instanceof JsonBoolean flag
                ? Optional.of(flag.value())
                : field.must("be true or false", "");
    }

    @Override
    public Boolean standIn() {
        return false;
    }
}
