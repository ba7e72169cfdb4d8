package org.shardplan.io.model;

import java.util.Optional;
import java.util.Set;

/** Architectures that are known to have a part which no model here can express. */
enum HuggingFaceUnmodelled {
    LINEAR_ATTENTION("linear attention, which most of its layers have", "qwen3_next", "qwen3_5", "qwen3_5_text",
            "qwen3_5_moe", "qwen3_5_moe_text", "kimi_linear", "minimax", "minimax_text_01", "minimax_m1"),
    STATE_SPACE("state-space or recurrent layers, which stand among those with attention", "jamba", "bamba", "zamba",
            "zamba2", "falcon_h1", "nemotron_h", "granitemoehybrid", "mamba", "mamba2", "falcon_mamba", "rwkv",
            "recurrent_gemma", "lfm2", "lfm2_moe", "plamo2"),
    INDEXED_ATTENTION("attention to the tokens that an indexer picks", "deepseek_v32", "deepseek_v4", "glm_moe_dsa"),
    UNEQUAL_LAYERS("layers that differ in their width or lack a block", "deci", "nemotron-nas", "openelm"),
    LAYER_EMBEDDINGS("embeddings of their own for every layer", "gemma3n", "gemma3n_text"),
    ENCODER("an encoder", "t5", "mt5", "umt5", "bart", "bert", "roberta", "whisper", "modernbert");

    private final String part;
    private final Set<String> types;

    HuggingFaceUnmodelled(String part, String... types) {
        this.part = part;
        this.types = Set.of(types);
    }

    static boolean has(String type) {
        return part(type).isPresent();
    }

    /** What is missing for a {@code model_type}, if that is known. */
    static Optional<String> part(String type) {
        for (HuggingFaceUnmodelled each : values()) {
            if (each.types.contains(type)) {
                return Optional.of(each.part);
            }
        }
        return Optional.empty();
    }
}
