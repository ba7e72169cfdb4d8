package org.shardplan.problem;

/**
 * How the training framework spends memory and time, as far as layouts can feel it.
 *
 * @param name profile name, such as {@code megatron}
 * @param gradientBytes bytes in which gradients are accumulated, 4 or 2
 * @param attention which attention kernels run
 * @param loss how logits and cross-entropy are computed
 * @param overlap what the framework hides behind compute
 * @param provenance where the profile comes from
 */
public record Framework(
        String name, int gradientBytes, AttentionKernel attention, Loss loss, Overlap overlap, Provenance provenance) {

    /** Attention kernels. */
    public enum AttentionKernel {
        /** FlashAttention 2 and relatives: scores are never stored, causal work is halved. */
        FUSED,
        /** Separate batched matrix multiplications and softmax: scores are stored. */
        UNFUSED
    }

    /**
     * Logits and cross-entropy.
     *
     * @param gathered whether every tensor rank holds the whole vocabulary's logits
     * @param bytesPerLogit peak bytes per logit: 16-bit logits, their fp32 copy and the gradient
     */
    public record Loss(boolean gathered, double bytesPerLogit) {
    }

    /**
     * What stays visible of communication that the framework overlaps.
     *
     * @param exposedDataParallel exposed share of data-parallel traffic
     * @param exposedTensorParallel exposed share of tensor-parallel traffic
     * @param cudaGraphs whether kernel launches are captured in graphs
     */
    public record Overlap(double exposedDataParallel, double exposedTensorParallel, boolean cudaGraphs) {
    }
}
