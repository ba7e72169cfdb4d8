package org.shardplan.serving.time;

import org.shardplan.layout.Named;

/** What a step of a serving engine spends its time on. The parts of a breakdown sum to its total. */
public enum StepPart implements Named {
    MATRIX_WORK("matrix work"),
    EXPERTS("experts"),
    ATTENTION("attention"),
    MEMORY_BOUND("memory-bound work"),
    HEAD("LM head"),
    TENSOR_COMMUNICATION("tensor communication"),
    EXPERT_COMMUNICATION("expert communication"),
    /** Sending on, and waiting for the busiest stage. */
    PIPELINE_COMMUNICATION("pipeline communication"),
    ENGINE("engine overhead");

    private final String label;

    StepPart(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}
