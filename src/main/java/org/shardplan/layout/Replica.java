package org.shardplan.layout;

/**
 * How one copy of a served model is split over GPUs of one pool and what it runs at a time.
 *
 * <p>With data-parallel attention every one of {@code attentionData} groups of {@code tensor} GPUs holds the attention
 * weights and the keys and values of its own sequences, while all of them share the experts.
 *
 * @param pool index of the pool in the cluster
 * @param split GPUs and their split
 * @param formats how weights, keys and values are stored
 * @param batching what runs at a time
 */
public record Replica(int pool, Split split, Formats formats, Batching batching) {

    public int gpus() {
        return split.gpus();
    }

    public Replica with(Batching other) {
        return new Replica(pool, split, formats, other);
    }

    /**
     * GPUs of one replica: tensor · pipeline · attentionData.
     *
     * @param tensor GPUs that split every attention block (tp)
     * @param pipeline stages that split the layers (pp)
     * @param attentionData groups with sequences of their own (attention-DP), 1 for none
     * @param expert GPUs over which whole experts are spread (ep), 1 if every expert is split by tensor parallelism
     */
    public record Split(int tensor, int pipeline, int attentionData, int expert) {

        public static Split tensor(int degree) {
            return new Split(degree, 1, 1, 1);
        }

        public int gpus() {
            return tensor * pipeline * attentionData;
        }

        /** GPUs that hold the layers of one stage together. */
        public int gpusPerStage() {
            return tensor * attentionData;
        }
    }

    /** How weights, keys and values are stored. */
    public record Formats(WeightFormat weights, KeyValueFormat keyValues) {
    }

    /**
     * What runs at a time.
     *
     * @param sequences sequences the engine decodes together at most, over the whole replica
     * @param chunkTokens prompt tokens of one step at most (chunked prefill)
     */
    public record Batching(int sequences, int chunkTokens) {
    }
}
