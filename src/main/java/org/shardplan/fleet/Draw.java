package org.shardplan.fleet;

/**
 * What a placed workload takes of one limit.
 *
 * @param limit the limit
 * @param amount nodes, watts or cents
 */
public record Draw(Limit limit, long amount) {

    /** Kinds of limits. */
    public enum Kind {
        /** Nodes of a pool. */
        INVENTORY(1),
        /** Watts, in kW for people. */
        POWER(1000),
        /** Cents, in US dollars for people. */
        BUDGET(100);

        private final long perUnit;

        Kind(long perUnit) {
            this.perUnit = perUnit;
        }

        /** How many are one of the unit people count in. */
        public long perUnit() {
            return perUnit;
        }
    }

    /**
     * Something the workloads share.
     *
     * @param kind what it limits
     * @param pool the pool, of an inventory
     * @param slot the time slot, of inventory and power
     * @param capacity nodes, watts or cents
     */
    public record Limit(Kind kind, int pool, int slot, long capacity) {

        private static final long PER_MILLE = 1000;

        /** By how much an amount exceeds the limit, in thousandths of it, rounded up. */
        public long excess(long amount) {
            return amount <= capacity ? 0 : 1 + PER_MILLE * (amount - capacity) / Math.max(1, capacity);
        }
    }
}
