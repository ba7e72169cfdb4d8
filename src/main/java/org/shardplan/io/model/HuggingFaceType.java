package org.shardplan.io.model;

import static org.shardplan.io.model.HuggingFaceType.Trait.BIASED;
import static org.shardplan.io.model.HuggingFaceType.Trait.BIASED_EVERYWHERE;
import static org.shardplan.io.model.HuggingFaceType.Trait.EXPERTS;
import static org.shardplan.io.model.HuggingFaceType.Trait.FOUR_TIMES_AS_WIDE;
import static org.shardplan.io.model.HuggingFaceType.Trait.HALF_ROTARY;
import static org.shardplan.io.model.HuggingFaceType.Trait.LATENT;
import static org.shardplan.io.model.HuggingFaceType.Trait.LAYER_NORM;
import static org.shardplan.io.model.HuggingFaceType.Trait.LEARNED_POSITIONS;
import static org.shardplan.io.model.HuggingFaceType.Trait.PARALLEL;
import static org.shardplan.io.model.HuggingFaceType.Trait.PLAIN;
import static org.shardplan.io.model.HuggingFaceType.Trait.SHARED_EXPERT;
import static org.shardplan.io.model.HuggingFaceType.Trait.TIED;
import static org.shardplan.io.model.HuggingFaceType.Trait.WIDE_EXPERTS;
import static org.shardplan.io.model.HuggingFaceType.Trait.WINDOW_ABOVE;
import static org.shardplan.io.model.HuggingFaceType.Trait.WINDOW_EVERYWHERE;
import static org.shardplan.io.model.HuggingFaceType.Trait.WINDOW_EVERY_SECOND;
import static org.shardplan.io.model.HuggingFaceType.Trait.WINDOW_PATTERN;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.shardplan.layout.Named;
import org.shardplan.problem.Functions.Activation;
import org.shardplan.problem.Functions.Peculiarity;

/**
 * The architectures a {@code config.json} can name as its {@code model_type}, and what its fields do not say.
 *
 * <p>Source: huggingface/transformers, src/transformers/models/…/configuration_….py and modeling_….py as of 008e574 and
 * 02b8f42 (gpt_oss), 008f5c8 (gemma3); zai-org's modeling_chatglm.py and moonshotai's K2, which is DeepSeek-V3's.
 */
enum HuggingFaceType implements Named {
    LLAMA("llama"),
    LLAMA4_TEXT("llama4_text", WINDOW_PATTERN, EXPERTS, WIDE_EXPERTS, SHARED_EXPERT),
    MISTRAL("mistral", WINDOW_EVERYWHERE),
    MIXTRAL("mixtral", WINDOW_EVERYWHERE, EXPERTS, WIDE_EXPERTS),
    QWEN2("qwen2", BIASED, WINDOW_ABOVE),
    QWEN2_MOE("qwen2_moe", BIASED, WINDOW_ABOVE, EXPERTS),
    QWEN3("qwen3", WINDOW_ABOVE),
    QWEN3_MOE("qwen3_moe", WINDOW_ABOVE, EXPERTS),
    DEEPSEEK_V2("deepseek_v2", LATENT, EXPERTS),
    DEEPSEEK_V3("deepseek_v3", LATENT, EXPERTS),
    KIMI_K2("kimi_k2", LATENT, EXPERTS),
    GPT_OSS("gpt_oss", BIASED, BIASED_EVERYWHERE, WINDOW_EVERY_SECOND, EXPERTS, WIDE_EXPERTS),
    GEMMA("gemma", TIED),
    GEMMA2("gemma2", TIED, WINDOW_EVERY_SECOND),
    GEMMA3_TEXT("gemma3_text", TIED, WINDOW_PATTERN),
    PHI("phi", PLAIN, LAYER_NORM, BIASED, BIASED_EVERYWHERE, PARALLEL),
    PHI3("phi3", WINDOW_EVERYWHERE),
    FALCON("falcon", PLAIN, LAYER_NORM, FOUR_TIMES_AS_WIDE, TIED, BIASED_EVERYWHERE, PARALLEL),
    GPT_NEOX("gpt_neox", PLAIN, LAYER_NORM, BIASED, BIASED_EVERYWHERE, PARALLEL),
    OPT("opt", PLAIN, LAYER_NORM, TIED, BIASED, BIASED_EVERYWHERE, LEARNED_POSITIONS),
    BLOOM("bloom", PLAIN, LAYER_NORM, FOUR_TIMES_AS_WIDE, TIED, BIASED, BIASED_EVERYWHERE),
    GPT2("gpt2", PLAIN, LAYER_NORM, FOUR_TIMES_AS_WIDE, TIED, BIASED, BIASED_EVERYWHERE, LEARNED_POSITIONS),
    GLM("glm", BIASED, HALF_ROTARY),
    GLM4("glm4", HALF_ROTARY),
    GLM4_MOE("glm4_moe", EXPERTS, HALF_ROTARY),
    CHATGLM("chatglm", HALF_ROTARY),
    GLM4_MOE_LITE("glm4_moe_lite", LATENT, EXPERTS),
    SEED_OSS("seed_oss", BIASED),
    SMOLLM3("smollm3", TIED),
    COHERE("cohere", TIED, LAYER_NORM, PARALLEL),
    OLMO2("olmo2"),
    OLMOE("olmoe", EXPERTS, WIDE_EXPERTS),
    GRANITE("granite"),
    PHIMOE("phimoe", LAYER_NORM, WINDOW_EVERYWHERE, EXPERTS, WIDE_EXPERTS),
    MINIMAX_M2("minimax_m2", EXPERTS, WIDE_EXPERTS),
    ERNIE4_5("ernie4_5", TIED, BIASED_EVERYWHERE),
    ERNIE4_5_MOE("ernie4_5_moe", TIED, BIASED_EVERYWHERE, EXPERTS);

    /** Language models of models that also see, and new names of known ones. */
    private static final Map<String, String> LANGUAGE_MODELS = Map.of("qwen2_vl", "qwen2", "qwen2_vl_text", "qwen2",
            "qwen2_5_vl", "qwen2", "qwen2_5_vl_text", "qwen2", "qwen3_vl_text", "qwen3",
            "qwen3_vl_moe_text", "qwen3_moe", "ministral3", "mistral");
    /** What published files of Gemma 3 leave to the class. */
    private static final Map<String, Integer> GEMMA3_DEFAULTS = Map.of(
            "vocab_size", 262_208, "num_attention_heads", 8, "num_key_value_heads", 4, "head_dim", 256);

    private final String label;
    private final Set<Trait> traits;

    HuggingFaceType(String label, Trait... traits) {
        this.label = label;
        this.traits = Set.of(traits);
    }

    @Override
    public String label() {
        return label;
    }

    /** The architecture of that {@code model_type}; the language models of those that also see are known ones. */
    static Optional<HuggingFaceType> of(String label) {
        return Named.find(values(), LANGUAGE_MODELS.getOrDefault(label, label));
    }

    boolean is(Trait trait) {
        return traits.contains(trait);
    }

    /** Values of fields that published files leave out because the class of the architecture has them. */
    Map<String, Integer> defaults() {
        return this == GEMMA3_TEXT ? GEMMA3_DEFAULTS : Map.of();
    }

    /** What feed-forward blocks bend their values with, where the file does not decide it. */
    Optional<Activation> activation() {
        return switch (this) {
            case GPT_OSS -> Optional.of(Activation.CLAMPED_SILU);
            case GEMMA, GEMMA2, GEMMA3_TEXT, FALCON, BLOOM -> Optional.of(Activation.GELU);
            case CHATGLM -> Optional.of(Activation.SILU);
            case LLAMA, LLAMA4_TEXT, MISTRAL, MIXTRAL, QWEN2, QWEN2_MOE, QWEN3, QWEN3_MOE, DEEPSEEK_V2, DEEPSEEK_V3,
                    KIMI_K2, PHI, PHI3, GPT_NEOX, OPT, GPT2, GLM, GLM4, GLM4_MOE, GLM4_MOE_LITE, SEED_OSS, SMOLLM3,
                    COHERE, OLMO2, OLMOE, GRANITE, PHIMOE, MINIMAX_M2, ERNIE4_5, ERNIE4_5_MOE -> Optional.empty();
        };
    }

    /** What its blocks compute that those of others do not, whatever the file says. */
    Set<Peculiarity> peculiarities() {
        return switch (this) {
            case LLAMA, MISTRAL, MIXTRAL, QWEN2, PHI, PHI3, FALCON, GPT_NEOX, OPT, GPT2, SEED_OSS, PHIMOE,
                    ERNIE4_5_MOE -> Set.of();
            case LLAMA4_TEXT -> Set.of(Peculiarity.LAYERS_WITHOUT_POSITIONS, Peculiarity.INTERLEAVED_ROTARY,
                    Peculiarity.SIGMOID_ROUTER);
            case QWEN2_MOE -> Set.of(Peculiarity.GATED_SHARED_EXPERT);
            case QWEN3, QWEN3_MOE, DEEPSEEK_V2, OLMOE -> Set.of(Peculiarity.QUERY_KEY_NORM);
            case OLMO2 -> Set.of(Peculiarity.QUERY_KEY_NORM, Peculiarity.NORMS_BEHIND_BLOCKS);
            case DEEPSEEK_V3, KIMI_K2, GLM4_MOE_LITE -> Set.of(Peculiarity.QUERY_KEY_NORM, Peculiarity.SIGMOID_ROUTER);
            case GPT_OSS -> Set.of(Peculiarity.ATTENTION_SINKS);
            case GEMMA -> Set.of(Peculiarity.SCALED_EMBEDDING, Peculiarity.ZERO_CENTRED_NORMS);
            case GEMMA2 -> Set.of(Peculiarity.SCALED_EMBEDDING, Peculiarity.ZERO_CENTRED_NORMS,
                    Peculiarity.NORMS_BEHIND_BLOCKS, Peculiarity.SOFT_CAPS);
            case GEMMA3_TEXT -> Set.of(Peculiarity.SCALED_EMBEDDING, Peculiarity.ZERO_CENTRED_NORMS,
                    Peculiarity.NORMS_BEHIND_BLOCKS, Peculiarity.QUERY_KEY_NORM, Peculiarity.TWO_ROTARY_BASES);
            case BLOOM -> Set.of(Peculiarity.EMBEDDING_NORM);
            case SMOLLM3 -> Set.of(Peculiarity.LAYERS_WITHOUT_POSITIONS);
            case COHERE -> Set.of(Peculiarity.INTERLEAVED_ROTARY, Peculiarity.SCALED_LOGITS);
            case GRANITE -> Set.of(Peculiarity.SCALED_EMBEDDING, Peculiarity.SCALED_LOGITS);
            case GLM, CHATGLM, ERNIE4_5 -> Set.of(Peculiarity.INTERLEAVED_ROTARY);
            case GLM4 -> Set.of(Peculiarity.INTERLEAVED_ROTARY, Peculiarity.NORMS_BEHIND_BLOCKS);
            case GLM4_MOE, MINIMAX_M2 -> Set.of(Peculiarity.SIGMOID_ROUTER);
        };
    }

    /** Layers of which the last has no window, unless the file says otherwise. */
    int windowPattern() {
        return this == LLAMA4_TEXT ? 4 : 6;
    }

    static List<String> labels() {
        return Named.labels(values());
    }

    /** What an architecture has that others have not. */
    enum Trait {
        /** Two feed-forward matrices instead of three. */
        PLAIN,
        /** The feed-forward block is four times as wide as the model unless the file says otherwise. */
        FOUR_TIMES_AS_WIDE,
        /** The LM head is the embedding unless the file says otherwise. */
        TIED,
        /** Bias vectors unless the file says otherwise. */
        BIASED,
        /** Where there are bias vectors, all matrices have them, not only those of queries, keys and values. */
        BIASED_EVERYWHERE,
        /** Attention and feed-forward block read the same input unless the file says otherwise. */
        PARALLEL,
        /** A table of positions. */
        LEARNED_POSITIONS,
        /** Norms by deviation from the mean. */
        LAYER_NORM,
        /** Half of a head rotates unless the file says otherwise. */
        HALF_ROTARY,
        /** Multi-head latent attention. */
        LATENT,
        EXPERTS,
        /** Experts have the width of the dense block. */
        WIDE_EXPERTS,
        /** One shared expert as wide as the routed ones. */
        SHARED_EXPERT,
        /** A sliding window is on all layers. */
        WINDOW_EVERYWHERE,
        /** On the first of every two. */
        WINDOW_EVERY_SECOND,
        /** On all but the last of so many. */
        WINDOW_PATTERN,
        /** On those from {@code max_window_layers}, if {@code use_sliding_window}. */
        WINDOW_ABOVE
    }
}
