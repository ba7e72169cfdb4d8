package org.shardplan.solver;

import java.util.OptionalDouble;
import org.shardplan.estimate.RunEstimate;
import org.shardplan.estimate.Score;
import org.shardplan.layout.Mesh;
import org.shardplan.problem.Limits.Spending;
import org.shardplan.problem.Objective;
import org.shardplan.problem.Problem;

/**
 * How long a step on so many GPUs of a pool may take for something, a little generously: whoever asks looks again at
 * what
 * just fits.
 *
 * @param problem the question
 * @param mesh the GPUs
 */
record StepSeconds(Problem problem, Mesh mesh) {

    private static final double GENEROUS = 1 + 1e-9;

    /** For a run within this many times the budget and the deadline. */
    double affordable(double times) {
        Spending spending = problem.goal().limits().spending();
        RunEstimate second = oneSecond();
        return Math.min(within(spending.budgetUsd(), times, second.costUsd()),
                within(spending.deadlineHours(), times, second.hours()));
    }

    /** For a score at least as good as this one. */
    double beating(Score score) {
        if (score == Score.WORST) {
            return Double.POSITIVE_INFINITY;
        }
        Objective objective = problem.goal().objective();
        double perSecond = oneSecond().value(objective);
        return switch (objective) {
            case STEP_TIME, TIME_TO_TRAIN, COST, ENERGY -> GENEROUS * score.loss() / perSecond;
            case THROUGHPUT -> GENEROUS * perSecond / -score.loss();
            case GPU_COUNT -> perSecond < score.loss() ? Double.POSITIVE_INFINITY : GENEROUS * score.stepSeconds();
        };
    }

    private RunEstimate oneSecond() {
        return new RunEstimate(problem, mesh, 1);
    }

    /** Unlimited if there is no limit, or nothing known to hold against it. */
    private static double within(OptionalDouble limit, double times, double perSecond) {
        return limit.isPresent() && perSecond > 0
                ? GENEROUS * times * limit.getAsDouble() / perSecond
                : Double.POSITIVE_INFINITY;
    }
}
