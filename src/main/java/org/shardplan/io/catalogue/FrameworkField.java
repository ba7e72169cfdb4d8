package org.shardplan.io.catalogue;

import java.util.Optional;
import org.shardplan.io.json.Choice;
import org.shardplan.io.json.Field;
import org.shardplan.io.json.FieldType;
import org.shardplan.io.json.JsonValue.JsonString;
import org.shardplan.problem.Framework;

/** A framework: the name or an alias of a profile. */
public record FrameworkField(Profiles profiles) implements FieldType<Framework> {

    @Override
    public Optional<Framework> read(Field field) {
        String name = field.value() instanceof JsonString string ? string.text() : "";
        Optional<Framework> found = profiles.framework(name);
        return found.isPresent() ? found
                : Choice.of(profiles.frameworkNames()).read(field).map(other -> standIn());
    }

    @Override
    public Framework standIn() {
        return profiles.framework(Profiles.DEFAULT_FRAMEWORK).orElseThrow();
    }
}
