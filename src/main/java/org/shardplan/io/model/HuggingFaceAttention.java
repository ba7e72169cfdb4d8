package org.shardplan.io.model;

import java.util.Optional;
import java.util.Set;
import org.shardplan.io.json.JsonValue;
import org.shardplan.io.json.JsonValue.JsonArray;
import org.shardplan.io.json.JsonValue.JsonNumber;
import org.shardplan.io.json.JsonValue.JsonObject;
import org.shardplan.io.json.JsonValue.JsonString;
import org.shardplan.io.json.Sentence;
import org.shardplan.io.model.HuggingFaceConfig.Required;
import org.shardplan.io.model.HuggingFaceType.Trait;

/**
 * The attention block of a {@code config.json}.
 *
 * @param keys its fields
 * @param type its architecture
 * @param model what is known of the model so far
 */
record HuggingFaceAttention(HuggingFaceKeys keys, HuggingFaceType type, ModelObject model) {

    private static final Set<String> WINDOWED = Set.of("sliding_attention", "chunked_attention");

    JsonObject object(Required required) {
        ModelObject block = model.nested();
        block.text("kind", type.is(Trait.LATENT) ? "latent" : "grouped-query");
        required.copy(block, "heads", "num_attention_heads", "n_head");
        if (type.is(Trait.LATENT)) {
            latent(block, required);
        } else {
            keyValueHeads(block, required);
            window(block);
        }
        return block.object();
    }

    private void latent(ModelObject block, Required required) {
        keys.number("q_lora_rank").ifPresent(rank -> block.value("queryRank", rank));
        required.copy(block, "keyValueRank", "kv_lora_rank");
        required.copy(block, "plainWidth", "qk_nope_head_dim");
        required.copy(block, "rotaryWidth", "qk_rope_head_dim");
        required.copy(block, "valueWidth", "v_head_dim");
    }

    private void keyValueHeads(ModelObject block, Required required) {
        String[] names = {"num_key_value_heads", "num_kv_heads", "n_head_kv", "multi_query_group_num"};
        if (type == HuggingFaceType.FALCON && !keys.flag(false, "new_decoder_architecture")) {
            block.number("keyValueHeads", keys.flag(true, "multi_query") ? 1 : (long) block.number("heads"));
        } else if (keys.value(names).isPresent() || type.defaults().containsKey(names[0])) {
            required.copy(block, "keyValueHeads", names);
        }
        if (keys.value("head_dim", "kv_channels").isPresent() || type.defaults().containsKey("head_dim")) {
            required.copy(block, "headWidth", "head_dim", "kv_channels");
        }
    }

    private void window(ModelObject block) {
        Optional<JsonNumber> tokens = keys.number("sliding_window", "attention_chunk_size");
        long layers = windowedLayers();
        if (layers > 0 && tokens.isPresent()) {
            ModelObject window = model.nested();
            window.value("tokens", tokens.get());
            window.number("layers", layers);
            block.object("slidingWindow", window.object());
        } else if (type.is(Trait.WINDOW_EVERY_SECOND) || type.is(Trait.WINDOW_PATTERN)) {
            keys.missing("sliding_window", "attention_chunk_size");
        }
    }

    /** Layers with a window, as the file lists them or as the architecture has it. */
    private long windowedLayers() {
        long layers = (long) Math.min(model.number("layers"), Integer.MAX_VALUE);
        if (keys.value("layer_types").orElse(null) instanceof JsonArray types) {
            return types.items().stream().filter(this::isWindowed).count();
        }
        if (type.is(Trait.WINDOW_EVERY_SECOND)) {
            return (layers + 1) / 2;
        }
        if (type.is(Trait.WINDOW_PATTERN)) {
            long every = Math.max(1, (long) keys.number(type.windowPattern(), "sliding_window_pattern",
                    "_sliding_window_pattern", "no_rope_layer_interval"));
            return layers - layers / every;
        }
        if (type.is(Trait.WINDOW_ABOVE) && keys.flag(false, "use_sliding_window")) {
            return Math.max(0, layers - (long) keys.number(0, "max_window_layers"));
        }
        return type.is(Trait.WINDOW_EVERYWHERE) ? layers : 0;
    }

    private boolean isWindowed(JsonValue layer) {
        String kind = layer instanceof JsonString text ? text.text() : "";
        if (!WINDOWED.contains(kind) && !kind.equals("full_attention")) {
            keys.reject(layer, Sentence.must("layer_types", Sentence.cut(layer.shown()),
                    "be full_attention or sliding_attention, other layers are not modelled", ""));
        }
        return WINDOWED.contains(kind);
    }
}
