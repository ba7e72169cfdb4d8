package org.shardplan.problem;

import java.util.Set;
import org.shardplan.layout.KeyValueFormat;
import org.shardplan.layout.WeightFormat;

/**
 * Which values each serving decision may take. Formats that may cost quality are closed until the problem opens them.
 *
 * @param split GPUs of one replica and their split
 * @param formats of weights, and of keys and values
 * @param batching sequences and prompt tokens that run together
 * @param arrangement how replicas share the work
 */
public record ServingAllowed(Split split, Formats formats, Batching batching, Arrangement arrangement) {

    public static final ServingAllowed DEFAULT = new ServingAllowed(
            new Split(IntChoice.ANY, IntChoice.ANY, IntChoice.ANY, IntChoice.ANY, IntChoice.ANY),
            new Formats(Set.of(WeightFormat.BF16), Set.of(KeyValueFormat.BF16)),
            new Batching(IntChoice.ANY, IntChoice.ANY), new Arrangement(Set.of(true, false), true));

    /** GPUs in all, and of one replica: tensor, pipeline, expert and data parallelism of the attention. */
    public record Split(
            IntChoice gpus, IntChoice tensor, IntChoice pipeline, IntChoice expert, IntChoice attentionData) {
    }

    /**
     * Formats of weights, and of keys and values.
     *
     * @param weights formats weights may be stored in
     * @param keyValues formats keys and values may be stored in
     * @param losses what they cost in quality
     */
    public record Formats(Set<WeightFormat> weights, Set<KeyValueFormat> keyValues, PublishedLosses losses) {

        public Formats {
            weights = Set.copyOf(weights);
            keyValues = Set.copyOf(keyValues);
        }

        /** Formats whose costs nobody asks for. */
        public Formats(Set<WeightFormat> weights, Set<KeyValueFormat> keyValues) {
            this(weights, keyValues, PublishedLosses.NONE);
        }
    }

    /**
     * What runs together.
     *
     * @param sequences sequences of one replica at most
     * @param chunkTokens prompt tokens of one step at most
     */
    public record Batching(IntChoice sequences, IntChoice chunkTokens) {
    }

    /**
     * How replicas share the work.
     *
     * @param disaggregation whether prompts may, or must, be worked off by GPUs of their own
     * @param mixedShapes whether replicas may differ in shape
     */
    public record Arrangement(Set<Boolean> disaggregation, boolean mixedShapes) {

        public Arrangement {
            disaggregation = Set.copyOf(disaggregation);
        }
    }
}
