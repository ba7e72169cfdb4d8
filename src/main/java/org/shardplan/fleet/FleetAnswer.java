package org.shardplan.fleet;

/**
 * The answer to a fleet.
 *
 * @param fleet the question
 * @param plan the best plan found; it keeps all limits and rules
 * @param loss what the objective counts for it
 * @param bound no plan loses less; the loss itself if that was proved
 * @param prices what a little more of each limit would be worth
 */
public record FleetAnswer(Fleet fleet, Plan plan, long loss, long bound, Prices prices) {

    private static final double PERCENT = 100;

    public boolean isOptimal() {
        return bound >= loss;
    }

    /** The same, shown to be the best there is. */
    FleetAnswer proved() {
        return new FleetAnswer(fleet, plan, loss, loss, prices);
    }

    /** How much better a plan could be at most, in percent of the bound. */
    public double gapPercent() {
        return isOptimal() ? 0 : PERCENT * (loss - bound) / Math.max(1, bound);
    }

    /** Whether rules took part that the bound does not know, so that some of the gap may be theirs. */
    public boolean isLoose() {
        return !isOptimal() && !fleet.rules().isEmpty();
    }
}
