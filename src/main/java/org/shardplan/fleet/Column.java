package org.shardplan.fleet;

/**
 * One way to run a workload.
 *
 * @param use what it takes while it runs
 * @param loss what the objective counts, in its smallest unit
 */
public record Column(Use use, long loss) {

    /**
     * What a column takes of the limits.
     *
     * @param pool index of the pool
     * @param nodes nodes of that pool
     * @param slots time slots from start to end, 1 without a time grid
     * @param watts power while it runs
     * @param cents money over all its time
     */
    public record Use(int pool, int nodes, int slots, long watts, long cents) {
    }

    /** The same with a larger or smaller loss. */
    Column withLoss(long other) {
        return new Column(use, other);
    }
}
