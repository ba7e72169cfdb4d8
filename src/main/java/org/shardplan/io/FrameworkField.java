package org.shardplan.io;

import java.util.Optional;
import org.shardplan.problem.Framework;

/** A framework: the name of a profile. */
record FrameworkField(Profiles profiles) implements FieldType<Framework> {

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
