package org.shardplan.time;

import org.shardplan.layout.Named;

/** What a training step spends its time on. The parts of a breakdown sum to its total. */
public enum TimePart implements Named {
    MATRIX_WORK("matrix work", false),
    ATTENTION("attention", false),
    MEMORY_BOUND("memory-bound work", false),
    HEAD("LM head and loss", false),
    RECOMPUTATION("recomputation", false),
    LAUNCH("launch overhead", false),
    TENSOR_COMMUNICATION("tensor communication", true),
    CONTEXT_COMMUNICATION("context communication", true),
    EXPERT_COMMUNICATION("expert communication", true),
    PIPELINE_COMMUNICATION("pipeline communication", true),
    DATA_COMMUNICATION("data communication", true),
    PIPELINE_BUBBLE("pipeline bubble", false),
    OPTIMIZER("optimizer step", false);

    private final String label;
    private final boolean communication;

    TimePart(String label, boolean communication) {
        this.label = label;
        this.communication = communication;
    }

    @Override
    public String label() {
        return label;
    }

    /** Whether the part is exposed communication. */
    public boolean isCommunication() {
        return communication;
    }
}
