package org.shardplan.io.catalogue;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.shardplan.io.json.Choice;
import org.shardplan.io.json.Diagnostic;
import org.shardplan.io.json.Document;
import org.shardplan.io.json.Field;
import org.shardplan.io.json.FieldType;
import org.shardplan.io.json.Fields;
import org.shardplan.io.json.JsonValue.JsonString;
import org.shardplan.io.json.Nested;
import org.shardplan.problem.Engine;

/**
 * A serving engine: the name or an alias of a profile, or the path of a file that {@code calibrate} wrote.
 *
 * @param engines the profiles
 * @param folder where files are looked for
 */
public record EngineField(Engines engines, Path folder) implements FieldType<Engine> {

    private static final String FILE = ".json";

    @Override
    public Optional<Engine> read(Field field) {
        String name = field.value() instanceof JsonString string ? string.text() : "";
        if (name.endsWith(FILE)) {
            return file(field, name);
        }
        Optional<Engine> found = engines.engine(name);
        return found.isPresent() ? found : Choice.of(engines.names()).read(field).map(other -> standIn());
    }

    private Optional<Engine> file(Field field, String name) {
        try {
            Document document = Document.of(folder.resolve(name));
            Optional<Engine> engine = document.root().map(this::engine);
            List<Diagnostic> errors = document.findings().conclude().stream().filter(Diagnostic::isError).toList();
            return errors.isEmpty() ? engine : field.must(
                    "be a file that calibrate wrote, but: " + errors.get(0).message().replaceFirst("\\.$", ""),
                    "calibrate again");
        } catch (InvalidPathException failure) {
            return field.must("be the path of a file", "");
        }
    }

    private Engine engine(Fields fields) {
        fields.required("version", Document.VERSION);
        return engines.read(fields.required("engine", Nested.OBJECT));
    }

    @Override
    public Engine standIn() {
        return engines.engine(Engines.DEFAULT_ENGINE).orElseThrow();
    }
}
