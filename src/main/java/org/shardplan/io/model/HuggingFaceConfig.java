package org.shardplan.io.model;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.shardplan.io.json.JsonValue;
import org.shardplan.io.json.JsonValue.JsonNumber;
import org.shardplan.io.json.JsonValue.JsonObject;
import org.shardplan.io.json.JsonValue.JsonString;
import org.shardplan.io.json.Sentence;
import org.shardplan.io.json.Spelling;
import org.shardplan.io.model.HuggingFaceType.Trait;

/**
 * A {@code config.json} of Hugging Face's transformers as the object that a problem file would describe the model with.
 * Architectures it does not know are errors, because what a field leaves unsaid differs from one to the next.
 */
public final class HuggingFaceConfig {

    private final HuggingFaceKeys keys;
    private final HuggingFaceType type;
    private final ModelObject model;
    private final Consumer<String> assumptions;

    private HuggingFaceConfig(
            HuggingFaceKeys keys, HuggingFaceType type, ModelObject model, Consumer<String> assumptions) {
        this.keys = keys;
        this.type = type;
        this.model = model;
        this.assumptions = assumptions;
    }

    /** The object, or nothing if the findings say why; what the file leaves open is told to the assumptions. */
    public static Optional<JsonObject> model(
            HuggingFaceKeys config, String name, ContextLimit context, Consumer<String> assumptions) {
        HuggingFaceKeys keys = text(config, assumptions, name);
        context.note(keys);
        return type(keys).map(type -> new HuggingFaceConfig(
                keys, type, new ModelObject(name, keys.object().place()), assumptions).model(name));
    }

    /** Models that also see or hear keep what they read with in {@code text_config}. */
    private static HuggingFaceKeys text(HuggingFaceKeys keys, Consumer<String> assumptions, String name) {
        if (keys.value("text_config").orElse(null) instanceof JsonObject text) {
            assumptions.accept("Model " + name + ": only its language model (text_config) is planned.");
            return new HuggingFaceKeys(text, keys.findings()).with("tie_word_embeddings", keys.object());
        }
        if (keys.value("vision_config").isPresent()) {
            assumptions.accept("Model " + name + ": only its language model is planned, without vision_config.");
        }
        return keys;
    }

    private static Optional<HuggingFaceType> type(HuggingFaceKeys keys) {
        Optional<JsonValue> given = keys.value("model_type");
        if (given.isEmpty()) {
            keys.missing("model_type");
            return Optional.empty();
        }
        String label = given.get() instanceof JsonString text ? text.text() : "";
        Optional<HuggingFaceType> type = HuggingFaceType.of(label);
        if (type.isEmpty()) {
            keys.findings().error(given.get().place(), unknown(label, Sentence.cut(given.get().shown())),
                    HuggingFaceUnmodelled.has(label) ? "" : Spelling.didYouMean(label, HuggingFaceType.labels()));
        }
        return type;
    }

    private static String unknown(String label, String shown) {
        return HuggingFaceUnmodelled.part(label).map(part -> "The model_type (" + shown + ") must be one that can be"
                + " expressed: what is missing is a model of " + part + ".")
                .orElse("unknown model_type " + shown + ": what is missing is which biases, windows, positions and"
                        + " experts it has, which its fields do not say. Maybe give the shape as an object. Known: "
                        + String.join(", ", HuggingFaceType.labels()));
    }

    private JsonObject model(String name) {
        required("layers", "num_hidden_layers", "n_layer", "num_layers");
        required("hidden", "hidden_size", "n_embed", "n_embd", "d_model");
        required("vocabulary", "vocab_size", "padded_vocab_size");
        model.flag("tiedEmbeddings", keys.flag(type.is(Trait.TIED), "tie_word_embeddings"));
        model.text("bias", bias());
        model.flag("dropout", dropout());
        positions();
        model.object("attention", new HuggingFaceAttention(keys, type, model).object(this::required));
        feedForward();
        if (type.is(Trait.EXPERTS)) {
            model.object("experts", new HuggingFaceExperts(keys, type, model).object());
        }
        new HuggingFaceFunctions(keys, type).write(model);
        assume(name);
        return model.object();
    }

    /** A number under our name, which the file has under one of its own or the class of the architecture by default. */
    private void required(String ours, String... names) {
        required(model, ours, names);
    }

    private void required(ModelObject target, String ours, String... names) {
        Optional<JsonValue> value = keys.value(names);
        Integer usual = type.defaults().get(names[0]);
        if (value.isPresent()) {
            target.value(ours, value.get());
        } else if (usual == null) {
            keys.missing(names);
        } else {
            target.number(ours, usual);
            assumptions.accept(names[0] + " not in config.json: " + usual + ", the default of model_type "
                    + type.label() + ".");
        }
    }

    private String bias() {
        boolean biased = keys.flag(type.is(Trait.BIASED),
                "attention_bias", "qkv_bias", "add_qkv_bias", "enable_bias", "use_bias", "bias");
        boolean everywhere = type.is(Trait.BIASED_EVERYWHERE) || keys.flag(false, "mlp_bias", "add_bias_linear");
        return !biased ? "none" : everywhere ? "all" : "qkv";
    }

    private boolean dropout() {
        return Stream.of("dropout", "attention_dropout", "attn_pdrop", "resid_pdrop", "hidden_dropout")
                .anyMatch(name -> keys.number(0, name) > 0);
    }

    /** OPT's table starts two rows late. */
    private void positions() {
        if (type.is(Trait.LEARNED_POSITIONS)) {
            double rows = keys.number(0, "max_position_embeddings", "n_positions");
            model.number("learnedPositions", (long) rows + (type == HuggingFaceType.OPT ? 2 : 0));
        }
        Optional<JsonNumber> embedding = keys.number("word_embed_proj_dim");
        if (embedding.isPresent() && embedding.get().value() != model.number("hidden")) {
            keys.reject("word_embed_proj_dim", Sentence.must("word_embed_proj_dim", embedding.get().text(),
                    "be hidden_size, embeddings narrower than the model are not modelled", ""));
        }
    }

    private void feedForward() {
        ModelObject block = model.nested();
        String[] names = {"intermediate_size_mlp", "intermediate_size", "ffn_dim", "ffn_hidden_size", "n_inner"};
        if (keys.value(names).isEmpty() && type.is(Trait.FOUR_TIMES_AS_WIDE)) {
            block.number("width", (long) (4 * model.number("hidden")));
        } else {
            required(block, "width", names);
        }
        block.flag("gated", !type.is(Trait.PLAIN));
        model.object("feedForward", block.object());
    }

    private void assume(String name) {
        if (type.is(Trait.PARALLEL) && keys.flag(true, "parallel_attn", "use_parallel_residual")) {
            assumptions.accept("Model " + name + ": attention and feed-forward run side by side; timed in turn.");
        }
        if (keys.value("attention_chunk_size").isPresent()) {
            assumptions.accept("Model " + name + ": attention within chunks is timed as a sliding window.");
        }
        for (String more : List.of("num_nextn_predict_layers", "num_mtp_modules")) {
            if (keys.number(0, more) > 0) {
                assumptions.accept("Model " + name + ": layers that predict further tokens (" + more
                        + ") are left out.");
            }
        }
    }

    /** How a required number gets from the file into an object of the model. */
    @FunctionalInterface
    interface Required {

        void copy(ModelObject target, String ours, String... names);
    }
}
