package org.shardplan.io.catalogue;

import java.util.Optional;
import org.shardplan.io.json.Field;
import org.shardplan.io.json.FieldType;
import org.shardplan.io.json.Fields;
import org.shardplan.io.json.JsonValue.JsonObject;
import org.shardplan.io.json.JsonValue.JsonString;
import org.shardplan.io.json.Sentence;
import org.shardplan.io.json.Spelling;
import org.shardplan.io.model.ModelReader;
import org.shardplan.problem.DenseFeedForward;
import org.shardplan.problem.GroupedQueryAttention;
import org.shardplan.problem.Model;
import org.shardplan.problem.Provenance;
import org.shardplan.problem.Stack;
import org.shardplan.problem.Vocabulary;

/** A model: a name from the catalogue, its shape, or the path of its Hugging Face config.json. */
public record ModelField(Reading reading) implements FieldType<Model> {

    @Override
    public Optional<Model> read(Field field) {
        if (field.value() instanceof JsonString name) {
            return named(field, name.text());
        }
        if (!(field.value() instanceof JsonObject object)) {
            return field.must("be a name from the catalogue or an object", "");
        }
        Fields fields = Fields.of(object, field.findings());
        return fields.has("huggingFace")
                ? new HuggingFaceField(reading).read(fields)
                : Optional.of(ModelReader.read(fields, Provenance.USER));
    }

    private Optional<Model> named(Field field, String name) {
        Optional<CatalogueModel> found = reading.catalogue().model(name);
        if (found.isEmpty()) {
            return unknown(field, name);
        }
        found.get().maxPositions().ifPresent(reading.context()::note);
        Model model = found.get().model();
        if (reading.catalogue().isShadowed(model.name())) {
            reading.assume(CatalogueField.shadowing("Model " + model.name(), model.provenance()));
        }
        if (model.provenance().verification() == Provenance.Verification.UNVERIFIED) {
            reading.assume("Model " + model.name() + ": shape not verified (source: "
                    + model.provenance().source() + ").");
        } else if (model.provenance().verification() == Provenance.Verification.PARTLY) {
            reading.assume("Model " + model.name() + ": " + model.provenance().note());
        }
        return Optional.of(model);
    }

    private Optional<Model> unknown(Field field, String name) {
        Optional<String> peculiarity = Catalogue.whyNotModelled(name);
        if (peculiarity.isPresent()) {
            return field.reject("the model " + Sentence.quoted(name) + " has " + peculiarity.get()
                    + ", which is not modelled", "give a shape that comes near as an object");
        }
        return field.reject(
                "unknown model " + Sentence.quoted(name) + "; \"shardplan catalog models\" lists what is built in",
                Spelling.didYouMeanName(name, reading.catalogue().modelNames()));
    }

    @Override
    public Model standIn() {
        return new Model("", new Stack(1, 1, Stack.Bias.NONE, false),
                new GroupedQueryAttention(1, 1, 1, Optional.empty()), new DenseFeedForward(1, true),
                new Vocabulary(1, true, 0), Provenance.USER);
    }
}
