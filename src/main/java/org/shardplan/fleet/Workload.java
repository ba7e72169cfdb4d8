package org.shardplan.fleet;

import java.util.List;

/**
 * Something to be run, once or not at all.
 *
 * @param name what reports call it
 * @param columns the ways to run it
 * @param lossUnplaced what the objective counts if it does not run
 * @param due when it should have ended
 */
public record Workload(String name, List<Column> columns, long lossUnplaced, Due due) {

    public Workload {
        columns = List.copyOf(columns);
    }

    /** A workload that may end at any time. */
    public Workload(String name, List<Column> columns, long lossUnplaced) {
        this(name, columns, lossUnplaced, Due.NEVER);
    }

    /**
     * A soft deadline.
     *
     * @param slot the first slot it should no longer run in
     * @param lossPerSlot what the objective counts for every slot it runs late
     */
    public record Due(int slot, long lossPerSlot) {

        public static final Due NEVER = new Due(Integer.MAX_VALUE, 0);

        /** What the objective counts for a run that ends before this slot. */
        public long lateness(int end) {
            return end <= slot ? 0 : lossPerSlot * (end - slot);
        }
    }
}
