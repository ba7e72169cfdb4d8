package org.shardplan.mixed.planner;

import java.util.List;
import java.util.Optional;
import org.shardplan.problem.MixedProblem;
import org.shardplan.solver.Answer.Status;

/**
 * The answer to a mixed pipeline.
 *
 * @param problem the question
 * @param best the fastest pipeline found
 * @param boundSeconds no pipeline's step is shorter
 * @param settings settings of width, micro-batch, precision and states there are, and those that were searched
 * @param obstacles why there is none; empty if there is
 */
public record MixedAnswer(
        MixedProblem problem, Optional<MixedEstimate> best, double boundSeconds, Settled settings,
        List<String> obstacles) {

    /** Sums in another order differ by less. */
    private static final double TOLERANCE = 1e-9;
    private static final double PERCENT = 100;

    public MixedAnswer {
        obstacles = List.copyOf(obstacles);
    }

    /**
     * How settings were settled.
     *
     * @param all how many there are
     * @param searched those lined up; the bound of the others is above the best
     */
    public record Settled(int all, int searched) {
    }

    public Status status() {
        if (best.isPresent()) {
            return isProved() ? Status.OPTIMAL : Status.FEASIBLE;
        }
        return isProved() ? Status.INFEASIBLE : Status.UNKNOWN;
    }

    /** Whether no pipeline is faster, or none is feasible at all. */
    public boolean isProved() {
        return best.isEmpty() ? !Double.isFinite(boundSeconds)
                : boundSeconds >= best.get().stepSeconds() * (1 - TOLERANCE);
    }

    /** How much faster a pipeline could be at most, in percent of the bound. */
    public double gapPercent() {
        return isProved() || best.isEmpty() ? 0 : PERCENT * (best.get().stepSeconds() / boundSeconds - 1);
    }
}
