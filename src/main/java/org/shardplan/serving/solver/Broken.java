package org.shardplan.serving.solver;

/**
 * What layouts break whatever runs on them.
 *
 * @param rule identifier of the rule
 * @param excess how far off it is at least, as {@link org.shardplan.rule.Violation#excess()} counts
 */
record Broken(String rule, double excess) {

    static final Broken NOTHING = new Broken("", 0);

    /** Sums in another order differ by less. */
    private static final double TOLERANCE = 1e-9;

    boolean isAny() {
        return excess > 0;
    }

    /** This, or what is needed beyond what is available if that is further off. */
    Broken or(String otherRule, double needed, double available) {
        double other = needed / available - 1;
        return other > excess + TOLERANCE ? new Broken(otherRule, other) : this;
    }

    Broken or(Broken other) {
        return other.excess > excess ? other : this;
    }
}
