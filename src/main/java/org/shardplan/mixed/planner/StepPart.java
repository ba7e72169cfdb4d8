package org.shardplan.mixed.planner;

import org.shardplan.layout.Named;

/** What a step of a mixed pipeline is made of. */
public enum StepPart implements Named {
    /** All micro-batches at the pace of the slowest stage. */
    PACE("the slowest stage's work"),
    /** What the slowest stage waits for the others and for links at the beginning and in the end. */
    FILL("filling and draining"),
    /** Round trips that show in between. */
    LINKS("links in between"),
    /** Exchange of gradients that nothing hides, and the optimizer. */
    CLOSING("gradients and optimizer");

    private final String label;

    StepPart(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }

    /** Seconds of a step. */
    public double seconds(MixedEstimate estimate) {
        return switch (this) {
            case PACE -> estimate.paceSeconds();
            case FILL -> estimate.fillSeconds();
            case LINKS -> estimate.linkSeconds();
            case CLOSING -> estimate.closingSeconds();
        };
    }
}
