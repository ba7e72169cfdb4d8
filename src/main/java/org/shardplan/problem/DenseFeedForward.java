package org.shardplan.problem;

/**
 * A plain or gated feed-forward block.
 *
 * @param width inner width
 * @param gated three matrices (SwiGLU and relatives) instead of two
 */
public record DenseFeedForward(int width, boolean gated) implements FeedForward {

    /** Matrices that read the hidden state: gate and up, or just up. */
    public int inputMatrices() {
        return gated ? 2 : 1;
    }

    public int matrices() {
        return inputMatrices() + 1;
    }

    @Override
    public DenseFeedForward dense() {
        return this;
    }

    @Override
    public boolean isExpertLayer(int index) {
        return false;
    }

    @Override
    public int expertLayers(int layers) {
        return 0;
    }
}
