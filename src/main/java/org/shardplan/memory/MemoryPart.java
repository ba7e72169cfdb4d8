package org.shardplan.memory;

import org.shardplan.layout.Named;

/** What device memory is used for. The parts of a breakdown sum to its total. */
public enum MemoryPart implements Named {
    WEIGHTS("weights"),
    GRADIENTS("gradients"),
    OPTIMIZER("optimizer"),
    ACTIVATIONS("activations"),
    /** The larger of the logits with their loss and one layer being recomputed: both live only for a moment. */
    WORKSPACE("logits or recomputed layer"),
    /** Gathered weights, gathered activations, send and receive buffers. */
    BUFFERS("communication buffers"),
    FRAMEWORK("CUDA and framework"),
    /** What the caching allocator loses between blocks. */
    FRAGMENTATION("fragmentation");

    private final String label;

    MemoryPart(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}
