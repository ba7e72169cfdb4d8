package org.shardplan.explain;

import org.shardplan.layout.Named;

/**
 * One thing a layout decides, by the name layouts give it. The data-parallel degree is none of them: it follows from the
 * GPUs and the other factors.
 */
public enum Decision implements Named {
    POOL("gpu"),
    GPUS("gpus"),
    TENSOR("tp"),
    PIPELINE("pp"),
    CONTEXT("cp"),
    EXPERT("ep"),
    EXPERT_TENSOR("etp"),
    MICRO_BATCH("microBatch"),
    SEQUENCE_PARALLEL("sequenceParallel"),
    PRECISION("precision"),
    /** Schedule and chunks are one choice: a schedule without its chunks means nothing. */
    SCHEDULE("schedule"),
    RECOMPUTATION("recompute"),
    ZERO_STAGE("zeroStage"),
    OPTIMIZER("optimizer"),
    OFFLOAD("offload"),
    GRADIENTS("gradients");

    private final String label;

    Decision(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }

    /** This decision as a set of one, for sets kept in the bits of an integer. */
    int bit() {
        return 1 << ordinal();
    }

    boolean isIn(int set) {
        return (set & bit()) != 0;
    }

    int bitIf(boolean changed) {
        return changed ? bit() : 0;
    }
}
