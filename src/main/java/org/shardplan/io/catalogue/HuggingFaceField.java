package org.shardplan.io.catalogue;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.shardplan.io.json.Document;
import org.shardplan.io.json.Field;
import org.shardplan.io.json.Fields;
import org.shardplan.io.json.Findings;
import org.shardplan.io.json.JsonValue.JsonObject;
import org.shardplan.io.json.Printable;
import org.shardplan.io.json.Text;
import org.shardplan.io.model.HuggingFaceConfig;
import org.shardplan.io.model.HuggingFaceKeys;
import org.shardplan.io.model.ModelReader;
import org.shardplan.problem.Model;
import org.shardplan.problem.Provenance;
import org.shardplan.problem.Provenance.Verification;

/** A model by the path of its {@code config.json}, relative to the problem file. */
public record HuggingFaceField(Reading reading) {

    /** The model of an object with the path and perhaps a name. */
    public Optional<Model> read(Fields fields) {
        Optional<String> path = fields.optional("huggingFace", Text.PROSE);
        Optional<String> name = fields.optional("name", Text.NAME);
        if (path.isEmpty() || !fields.isSound()) {
            return Optional.empty();
        }
        Field field = fields.field("huggingFace");
        try {
            Path file = reading.folder().resolve(path.get());
            return read(field, Document.of(file), name.orElse(nameOf(file)));
        } catch (InvalidPathException failure) {
            return field.must("be the path of a file", "");
        }
    }

    private Optional<Model> read(Field field, Document document, String name) {
        Optional<Model> model = document.root().flatMap(root -> model(root, document.findings(), name));
        return field.findings().include(field.value().place(), document.findings()) ? model : Optional.empty();
    }

    private Optional<Model> model(Fields root, Findings findings, String name) {
        root.acceptOthers();
        Optional<JsonObject> object = HuggingFaceConfig.model(
                new HuggingFaceKeys(root.object(), findings), name, reading.context(), reading::assume);
        Provenance provenance = new Provenance(Verification.USER, "Hugging Face config.json", "");
        return object.filter(made -> root.isSound())
                .map(made -> ModelReader.read(Fields.of(made, findings), provenance));
    }

    /** The folder of a config.json, which is the model's where it was downloaded; else the file without extension. */
    private static String nameOf(Path file) {
        Path folder = file.toAbsolutePath().normalize().getParent();
        boolean usual = file.endsWith("config.json") && folder != null && folder.getFileName() != null;
        Path named = usual ? folder.getFileName() : file.getFileName();
        String name = named == null ? "" : named.toString().replaceFirst("\\.json$", "");
        return Printable.of(name.length() > Text.NAME.longest() ? name.substring(0, Text.NAME.longest()) : name);
    }
}
