package org.shardplan.io.model;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.shardplan.io.json.JsonValue;
import org.shardplan.io.json.JsonValue.JsonNumber;
import org.shardplan.io.json.JsonValue.JsonObject;
import org.shardplan.io.json.JsonValue.JsonString;
import org.shardplan.io.model.HuggingFaceType.Trait;
import org.shardplan.problem.Functions.Activation;
import org.shardplan.problem.Functions.Norm;
import org.shardplan.problem.Functions.Peculiarity;
import org.shardplan.problem.Functions.Positions;

/**
 * What the blocks of a {@code config.json} compute. What the file leaves out and the class of its architecture does not
 * settle is left open.
 *
 * @param keys its fields
 * @param type its architecture
 */
record HuggingFaceFunctions(HuggingFaceKeys keys, HuggingFaceType type) {

    private static final Map<String, Activation> ACTIVATIONS = Map.of("silu", Activation.SILU, "swish", Activation.SILU,
            "gelu", Activation.GELU, "gelu_new", Activation.GELU, "gelu_fast", Activation.GELU,
            "gelu_pytorch_tanh", Activation.GELU, "relu", Activation.RELU, "relu2", Activation.SQUARED_RELU);
    /** What Megatron-LM and others mean by Llama 3's stretched positions. */
    private static final Map<String, Double> LLAMA_3 = Map.of(
            "low_freq_factor", 1.0, "high_freq_factor", 4.0, "original_max_position_embeddings", 8192.0);

    void write(ModelObject model) {
        norm(model);
        activation().ifPresent(activation -> model.text("activation", activation.label()));
        if (!type.is(Trait.LEARNED_POSITIONS)) {
            positions(model);
        }
        model.texts("peculiarities", peculiarities());
    }

    private void norm(ModelObject model) {
        ModelObject norm = model.nested();
        norm.text("kind", (type.is(Trait.LAYER_NORM) ? Norm.Kind.LAYER : Norm.Kind.RMS).label());
        keys.number("rms_norm_eps", "layer_norm_eps", "layer_norm_epsilon", "layernorm_epsilon", "norm_epsilon",
                "norm_eps").ifPresent(epsilon -> norm.value("epsilon", epsilon));
        model.object("norm", norm.object());
    }

    private Optional<Activation> activation() {
        Optional<Activation> fixed = type.activation();
        if (fixed.isPresent()) {
            return fixed;
        }
        return keys.value("hidden_activation", "hidden_act", "activation_function", "activation")
                .map(value -> value instanceof JsonString text ? ACTIVATIONS.get(text.text()) : null);
    }

    private void positions(ModelObject model) {
        ModelObject positions = model.nested();
        boolean linear = type == HuggingFaceType.BLOOM || keys.flag(false, "alibi");
        positions.text("kind", (linear ? Positions.Kind.ALIBI : Positions.Kind.ROTARY).label());
        if (!linear) {
            rotary(positions);
        }
        model.object("positions", positions.object());
    }

    private void rotary(ModelObject positions) {
        rotaryKeys().number("rope_theta", "rotary_emb_base").ifPresent(base -> positions.value("base", base));
        Optional<JsonNumber> share = rotaryKeys().number("partial_rotary_factor", "rotary_pct");
        share.ifPresent(given -> positions.value("share", given));
        if (share.isEmpty() && type.is(Trait.HALF_ROTARY)) {
            positions.decimal("share", 0.5);
        } else if (share.isEmpty() && keys.number(0, "rotary_dim") > 0 && keys.number(0, "head_dim") > 0) {
            positions.decimal("share", keys.number(0, "rotary_dim") / keys.number(0, "head_dim"));
        }
        if (isStretchedLikeLlama()) {
            stretch().flatMap(stretch -> stretch.number("factor"))
                    .ifPresent(factor -> positions.value("llamaFactor", factor));
        }
    }

    /** Newer files keep what belongs to rotary positions together. */
    private HuggingFaceKeys rotaryKeys() {
        return keys.value("rope_parameters").orElse(null) instanceof JsonObject rotary
                ? keys.with("rope_theta", rotary).with("partial_rotary_factor", rotary) : keys;
    }

    /** How rotary positions are stretched, if they are. */
    private Optional<HuggingFaceKeys> stretch() {
        return keys.value("rope_scaling", "rope_parameters").filter(JsonObject.class::isInstance)
                .map(value -> new HuggingFaceKeys((JsonObject) value, keys.findings()))
                .filter(stretch -> !method(stretch).equals("default"));
    }

    private static String method(HuggingFaceKeys stretch) {
        JsonValue method = stretch.value("rope_type", "type").orElse(null);
        return method instanceof JsonString text ? text.text() : "default";
    }

    private boolean isStretchedLikeLlama() {
        return stretch().filter(stretch -> method(stretch).equals("llama3"))
                .filter(stretch -> LLAMA_3.entrySet().stream().allMatch(entry ->
                        stretch.number(-1, entry.getKey()) == entry.getValue())).isPresent();
    }

    private Set<String> peculiarities() {
        Map<Peculiarity, Boolean> said = new LinkedHashMap<>();
        said.put(Peculiarity.PARALLEL_BLOCKS,
                type.is(Trait.PARALLEL) && keys.flag(true, "parallel_attn", "use_parallel_residual"));
        said.put(Peculiarity.QUERY_KEY_NORM, keys.flag(false, "use_qk_norm", "qk_layernorm"));
        said.put(Peculiarity.STRETCHED_ROTARY, stretch().isPresent() && !isStretchedLikeLlama());
        Set<String> labels = new TreeSet<>();
        type.peculiarities().forEach(peculiarity -> labels.add(peculiarity.label()));
        said.forEach((peculiarity, has) -> {
            if (has) {
                labels.add(peculiarity.label());
            }
        });
        return labels;
    }
}
