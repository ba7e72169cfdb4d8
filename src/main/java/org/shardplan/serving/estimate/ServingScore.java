package org.shardplan.serving.estimate;

import org.shardplan.problem.Load;
import org.shardplan.problem.ServingObjective;

/**
 * How good a serving layout is; smaller is better. Losses are compared to ten digits: sums in another order are equal.
 *
 * @param loss the objective, negated if it is maximized
 * @param tie decides between equal losses: milliseconds of a whole request; negated tokens per second where the layout
 *     decides how many requests run
 */
public record ServingScore(double loss, double tie) implements Comparable<ServingScore> {

    /** Bits of a number's 52 that are not compared. */
    private static final long LAST = (1L << 18) - 1;

    public static final ServingScore WORST = new ServingScore(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);

    public static ServingScore of(ServingEstimate estimate) {
        ServingObjective objective = estimate.problem().goal().objective();
        double value = estimate.value(objective);
        boolean offline = estimate.problem().serving().load() instanceof Load.Offline;
        return new ServingScore(objective.isMaximized() ? -value : value,
                offline ? -estimate.tokensPerSecond() : estimate.times().mean().endToEndMs());
    }

    public boolean isBetterThan(ServingScore other) {
        return compareTo(other) < 0;
    }

    @Override
    public int compareTo(ServingScore other) {
        int byLoss = Double.compare(rounded(loss), rounded(other.loss));
        return byLoss != 0 ? byLoss : Double.compare(tie, other.tie);
    }

    private static double rounded(double value) {
        return Double.isFinite(value)
                ? Double.longBitsToDouble((Double.doubleToLongBits(value) + LAST / 2) & ~LAST) : value;
    }
}
