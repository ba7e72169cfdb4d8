package org.shardplan.problem;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.shardplan.layout.Named;

/**
 * What the blocks of a model compute, beyond their shape. No memory and no time depends on it here; who launches the
 * model has to know it.
 *
 * @param norm the norms, if that is known
 * @param activation what the feed-forward blocks bend their values with, if that is known
 * @param positions how a token knows its place, if that is known
 * @param peculiarities what else a plain transformer has not
 */
public record Functions(
        Optional<Norm> norm, Optional<Activation> activation, Optional<Positions> positions,
        Set<Peculiarity> peculiarities) {

    /** Nothing known. */
    public static final Functions UNKNOWN =
            new Functions(Optional.empty(), Optional.empty(), Optional.empty(), Set.of());

    public boolean has(Peculiarity peculiarity) {
        return peculiarities.contains(peculiarity);
    }

    /**
     * The norms in front of the blocks.
     *
     * @param kind by which they divide
     * @param epsilon added before that, if known
     */
    public record Norm(Kind kind, OptionalDouble epsilon) {

        /** Deviation from the mean, or root of the mean square. */
        public enum Kind implements Named {
            LAYER("layer"), RMS("rms");

            private final String label;

            Kind(String label) {
                this.label = label;
            }

            @Override
            public String label() {
                return label;
            }
        }
    }

    /** Activation functions; gated blocks multiply with it. */
    public enum Activation implements Named {
        SILU("silu"), GELU("gelu"), RELU("relu"), SQUARED_RELU("squared-relu"),
        /** gpt-oss: x·sigmoid(1.702·x), cut at 7, times the other half plus 1. */
        CLAMPED_SILU("clamped-silu");

        private final String label;

        Activation(String label) {
            this.label = label;
        }

        @Override
        public String label() {
            return label;
        }
    }

    /**
     * How a token knows its place.
     *
     * @param kind in which way
     * @param base of rotary positions, if known
     * @param share of a head that rotates
     * @param llamaFactor by which Llama 3.1 stretches rotary positions, if it does
     */
    public record Positions(Kind kind, OptionalDouble base, double share, OptionalDouble llamaFactor) {

        /** A table of them. */
        public static final Positions LEARNED =
                new Positions(Kind.LEARNED, OptionalDouble.empty(), 1, OptionalDouble.empty());

        /** Ways to know it. */
        public enum Kind implements Named {
            ROTARY("rotary"), ALIBI("alibi"), LEARNED("learned");

            private final String label;

            Kind(String label) {
                this.label = label;
            }

            @Override
            public String label() {
                return label;
            }
        }
    }

    /** What a plain transformer has not. */
    public enum Peculiarity implements Named {
        QUERY_KEY_NORM("query-key-norm"),
        /** Norms multiply by 1 plus their weight. */
        ZERO_CENTRED_NORMS("zero-centred-norms"),
        /** Norms behind the blocks as well as, or instead of, in front. */
        NORMS_BEHIND_BLOCKS("norms-behind-blocks"),
        EMBEDDING_NORM("embedding-norm"),
        /** Embeddings times the root of the width, or another factor. */
        SCALED_EMBEDDING("scaled-embedding"),
        /** Logits, and perhaps the sums of the layers, times a factor of the model's. */
        SCALED_LOGITS("scaled-logits"),
        /** Attention and feed-forward block read the same input. */
        PARALLEL_BLOCKS("parallel-blocks"),
        /** Scores and logits are bent so that they stay below a limit. */
        SOFT_CAPS("soft-caps"),
        /** The softmax of each head has a learned term of its own below the line. */
        ATTENTION_SINKS("attention-sinks"),
        /** Neighbouring elements rotate together, not those half a head apart. */
        INTERLEAVED_ROTARY("interleaved-rotary"),
        /** Rotary positions are stretched in another way than Llama 3.1 does. */
        STRETCHED_ROTARY("stretched-rotary"),
        /** Layers with a window have a rotary base of their own. */
        TWO_ROTARY_BASES("two-rotary-bases"),
        LAYERS_WITHOUT_POSITIONS("layers-without-positions"),
        /** Experts are scored by sigmoids with a learned bias. */
        SIGMOID_ROUTER("sigmoid-router"),
        GATED_SHARED_EXPERT("gated-shared-expert");

        private final String label;

        Peculiarity(String label) {
            this.label = label;
        }

        @Override
        public String label() {
            return label;
        }
    }
}
