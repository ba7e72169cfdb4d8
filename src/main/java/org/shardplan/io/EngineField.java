package org.shardplan.io;

import java.util.Optional;
import org.shardplan.io.JsonValue.JsonString;
import org.shardplan.problem.Engine;

/**
 * A serving engine: the name or an alias of a profile.
 *
 * @param engines the profiles
 */
record EngineField(Engines engines) implements FieldType<Engine> {

    @Override
    public Optional<Engine> read(Field field) {
        Optional<Engine> found = field.value() instanceof JsonString name ? engines.engine(name.text()) : Optional.empty();
        return found.isPresent() ? found : Choice.of(engines.names()).read(field).map(name -> standIn());
    }

    @Override
    public Engine standIn() {
        return engines.engine(Engines.DEFAULT_ENGINE).orElseThrow();
    }
}
