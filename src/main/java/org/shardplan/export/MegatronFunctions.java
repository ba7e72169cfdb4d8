package org.shardplan.export;

import java.math.BigDecimal;
import java.util.stream.Stream;
import org.shardplan.problem.Functions;
import org.shardplan.problem.Functions.Activation;
import org.shardplan.problem.Functions.Norm;
import org.shardplan.problem.Functions.Peculiarity;
import org.shardplan.problem.Functions.Positions;
import org.shardplan.problem.Model;

/**
 * What the blocks of a model compute as Megatron-LM's arguments; what is not known is left to whoever launches it.
 *
 * @param model the model
 * @param settings where they go
 */
record MegatronFunctions(Model model, Settings settings) {

    void write() {
        Functions functions = model.stack().functions();
        functions.norm().ifPresent(this::norm);
        functions.activation().ifPresentOrElse(this::activation,
                () -> settings.onIf(model.feedForward().dense().gated(), "swiglu"));
        functions.positions().ifPresentOrElse(this::positions, () -> settings.set("position-embedding-type", "rope"));
        functions.peculiarities().stream().sorted().forEach(this::peculiarity);
        unknown(functions);
    }

    private void norm(Norm norm) {
        settings.set("normalization", norm.kind() == Norm.Kind.RMS ? "RMSNorm" : "LayerNorm");
        norm.epsilon().ifPresent(epsilon -> settings.set("norm-epsilon", plain(epsilon)));
        settings.taskIf(norm.epsilon().isEmpty(), "--norm-epsilon: the plan does not know it.");
    }

    private void activation(Activation activation) {
        boolean gated = model.feedForward().dense().gated();
        switch (activation) {
            case SILU -> {
                settings.onIf(gated, "swiglu");
                settings.gapIf(!gated, "SiLU without a gate: Megatron-LM has it behind a gate only.");
            }
            case GELU -> settings.gapIf(gated, "GELU behind a gate (GeGLU): no argument turns it on.");
            case RELU -> settings.gapIf(true, "ReLU: no argument turns it on.");
            case SQUARED_RELU -> settings.on("squared-relu");
            case CLAMPED_SILU -> {
                settings.on("quick-geglu");
                settings.set("activation-func-clamp-value", "7.0");
                settings.set("glu-linear-offset", "1.0");
            }
        }
    }

    private void positions(Positions positions) {
        settings.set("position-embedding-type", switch (positions.kind()) {
            case ROTARY -> "rope";
            case LEARNED -> "learned_absolute";
            case ALIBI -> "none";
        });
        settings.gapIf(positions.kind() == Positions.Kind.ALIBI, "ALiBi positions: Megatron-LM has no such attention"
                + " bias.");
        if (positions.kind() == Positions.Kind.ROTARY) {
            rotary(positions);
        }
    }

    private void rotary(Positions positions) {
        positions.base().ifPresent(base -> settings.set("rotary-base", plain(base)));
        settings.taskIf(positions.base().isEmpty(), "--rotary-base: the plan does not know it.");
        settings.setIf(positions.share() < 1, "rotary-percent", plain(positions.share()));
        positions.llamaFactor().ifPresent(factor -> {
            settings.on("use-rope-scaling");
            settings.set("rope-scaling-factor", plain(factor));
        });
    }

    private void peculiarity(Peculiarity peculiarity) {
        switch (peculiarity) {
            case QUERY_KEY_NORM -> settings.on("qk-layernorm");
            case ZERO_CENTRED_NORMS -> settings.on("apply-layernorm-1p");
            case ATTENTION_SINKS -> settings.set("softmax-type", "learnable");
            case INTERLEAVED_ROTARY -> settings.on("rotary-interleaved");
            case SIGMOID_ROUTER -> settings.set("moe-router-score-function", "sigmoid");
            case STRETCHED_ROTARY -> settings.taskIf(true, "rotary positions are stretched as the model's rope_scaling"
                    + " says: latent attention has --rotary-scaling-factor, --mscale and --mscale-all-dim for it.");
            case LAYERS_WITHOUT_POSITIONS -> settings.taskIf(true,
                    "some layers have no rotary positions: set --no-rope-freq.");
            case NORMS_BEHIND_BLOCKS, EMBEDDING_NORM, SCALED_EMBEDDING, SCALED_LOGITS, PARALLEL_BLOCKS, SOFT_CAPS,
                    TWO_ROTARY_BASES, GATED_SHARED_EXPERT -> settings.gapIf(true, peculiarity.label().replace('-', ' ')
                    + " of this model: no argument turns that on.");
        }
    }

    private void unknown(Functions functions) {
        String names = String.join(", ", Stream.of(
                functions.norm().isEmpty() ? "--normalization" : "",
                functions.activation().isEmpty() ? "the activation" : "",
                functions.positions().isEmpty() ? "the positions (written as rotary)" : "")
                .filter(name -> !name.isEmpty()).toList());
        settings.taskIf(!names.isEmpty(), "the plan does not know " + names + " of the model.");
    }

    /** As short as Python reads it, whole numbers without a point. */
    private static String plain(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }
}
