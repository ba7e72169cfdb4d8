package org.shardplan.fleet;

import org.shardplan.fleet.Draw.Kind;

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

        /** How much of a limit; the pool counts for an inventory only. */
        public long of(Kind kind, int ofPool) {
            return switch (kind) {
                case INVENTORY -> pool == ofPool ? nodes : 0;
                case POWER -> watts;
                case BUDGET -> cents;
            };
        }
    }

    /** The same with a larger or smaller loss. */
    Column withLoss(long other) {
        return new Column(use, other);
    }

    /** The same for so many slots. */
    Column lasting(int slots) {
        return new Column(new Use(use.pool(), use.nodes(), slots, use.watts(), use.cents()), loss);
    }
}
