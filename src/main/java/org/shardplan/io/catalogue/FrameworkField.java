package org.shardplan.io.catalogue;

import java.util.Optional;
import org.shardplan.io.json.Choice;
import org.shardplan.io.json.Field;
import org.shardplan.io.json.FieldType;
import org.shardplan.problem.Framework;

/** A framework: the name of a profile. */
public record FrameworkField(Profiles profiles) implements FieldType<Framework> {

    @Override
    public Optional<Framework> read(Field field) {
        Optional<String> name = Choice.of(profiles.frameworkNames()).read(field);
        return name.isPresent() ? profiles.framework(name.get()) : Optional.empty();
    }

    @Override
    public Framework standIn() {
        return profiles.framework(Profiles.DEFAULT_FRAMEWORK).orElseThrow();
    }
}
