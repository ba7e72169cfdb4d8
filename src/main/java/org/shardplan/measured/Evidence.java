package org.shardplan.measured;

import org.shardplan.layout.Named;

/** What the figures of a source are worth. */
public enum Evidence implements Named {
    /** Read off a clock. */
    MEASURED("measured"),
    /** Computed by a simulator, whatever the source says: it teaches structure and is no evidence. */
    SIMULATED("simulated"),
    /** Rounded for a text, or the layout is not all told. */
    ILLUSTRATION("illustration");

    private final String label;

    Evidence(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}
