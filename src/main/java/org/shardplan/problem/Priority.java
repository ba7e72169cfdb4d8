package org.shardplan.problem;

import org.shardplan.layout.Named;

/** How much it matters that a workload of a fleet runs. */
public enum Priority implements Named {
    LOW("low", 3),
    NORMAL("normal", 8),
    HIGH("high", 20);

    private final String label;
    private final int timesCheapest;

    Priority(String label, int timesCheapest) {
        this.label = label;
        this.timesCheapest = timesCheapest;
    }

    @Override
    public String label() {
        return label;
    }

    /** Leaving the workload out counts as so many times its cheapest run: a convention, not a measurement. */
    public int timesCheapest() {
        return timesCheapest;
    }

    /** What its throughput counts against that of a workload of normal priority, in the same proportions. */
    public double weight() {
        return (double) timesCheapest / NORMAL.timesCheapest;
    }
}
