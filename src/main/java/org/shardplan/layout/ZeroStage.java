package org.shardplan.layout;

/** What the data-parallel ranks shard between them (Rajbhandari et al. 2020, arXiv:1910.02054). */
public enum ZeroStage implements Named {
    /** Nothing: every rank keeps everything. */
    NONE(0),
    /** Optimizer state (Megatron's distributed optimizer). */
    OPTIMIZER(1),
    /** Optimizer state and gradients. */
    GRADIENTS(2),
    /** Optimizer state, gradients and weights (FSDP's full shard). */
    WEIGHTS(3);

    private final int number;

    ZeroStage(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }

    @Override
    public String label() {
        return Integer.toString(number);
    }

    public boolean shardsOptimizer() {
        return number >= 1;
    }

    public boolean shardsGradients() {
        return number >= 2;
    }

    public boolean shardsWeights() {
        return number >= 3;
    }
}
