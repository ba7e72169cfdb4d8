package org.shardplan.estimate;

import org.shardplan.problem.Objective;

/**
 * How good a layout is; smaller is better.
 *
 * @param loss the objective, negated if it is maximized
 * @param stepSeconds decides between equal losses
 */
public record Score(double loss, double stepSeconds) implements Comparable<Score> {

    public static final Score WORST = new Score(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);

    /** What nothing can beat. */
    public static final Score BEST = new Score(Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY);

    public static Score of(Estimate estimate) {
        return of(estimate.run());
    }

    /** The score of a run, or with a bound on its step time a bound on the score. */
    public static Score of(RunEstimate run) {
        Objective objective = run.problem().goal().objective();
        double value = run.value(objective);
        return new Score(objective.isMaximized() ? -value : value, run.stepSeconds());
    }

    public boolean isBetterThan(Score other) {
        return compareTo(other) < 0;
    }

    @Override
    public int compareTo(Score other) {
        int byLoss = Double.compare(loss, other.loss);
        return byLoss != 0 ? byLoss : Double.compare(stepSeconds, other.stepSeconds);
    }
}
