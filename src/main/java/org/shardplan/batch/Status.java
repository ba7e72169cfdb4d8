package org.shardplan.batch;

import org.shardplan.layout.Named;

/** How a case ended. */
public enum Status implements Named {
    OPTIMAL("optimal"),
    /** The best found, not proved: of fleets too large for that. */
    FEASIBLE("feasible"),
    INFEASIBLE("infeasible"),
    /** The file or the varied values are wrong. */
    INVALID("invalid"),
    /** A bug. */
    FAILED("failed");

    private final String label;

    Status(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}
