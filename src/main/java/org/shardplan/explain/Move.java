package org.shardplan.explain;

import org.shardplan.estimate.Estimate;

/**
 * How far one demand alone has to move until the question has an answer.
 *
 * @param demand which one
 * @param from what the question demands; not a number for choices and for demands that can only be dropped
 * @param to what it could demand
 * @param unit unit of both
 * @param estimate a layout that is then feasible
 */
public record Move(Demand demand, double from, double to, String unit, Estimate estimate) {

    /** Opening a choice, or dropping a demand that knows no amounts. */
    static Move dropping(Demand demand, Estimate estimate) {
        return new Move(demand, Double.NaN, Double.NaN, "", estimate);
    }

    /** Whether the demand moves by an amount. */
    public boolean isAmount() {
        return !Double.isNaN(from);
    }

    /** How much more or, below 0, less it has to be. */
    public double by() {
        return to - from;
    }
}
