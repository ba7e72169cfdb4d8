package org.shardplan.mixed.serving;

import java.util.List;
import java.util.Optional;
import org.shardplan.problem.MixedServingProblem;
import org.shardplan.rule.Level;
import org.shardplan.rule.Violation;
import org.shardplan.serving.estimate.ServingEstimate;
import org.shardplan.serving.estimate.ServingScore;
import org.shardplan.solver.Answer.Status;

/**
 * The answer to a mixed pipeline that serves.
 *
 * @param problem the question
 * @param best the best pipeline found
 * @param bound what no pipeline is better than, as the objective counts it; negated where it is maximized
 * @param searched what was looked at
 * @param obstacles what pipelines break, the most frequent first
 */
public record MixedServingAnswer(
        MixedServingProblem problem, Optional<ServingEstimate> best, double bound, Searched searched,
        List<Obstacle> obstacles) {

    /** Sums in another order differ by less. */
    private static final double TOLERANCE = 1e-9;
    private static final double PERCENT = 100;

    public MixedServingAnswer {
        obstacles = List.copyOf(obstacles);
    }

    /**
     * What was looked at.
     *
     * @param plans choices of pools, stages, tp and formats that break no rule by themselves
     * @param pipelines those of them with an order, layers and sequences whose numbers were computed
     * @param mostLayers layers of the model that find room at most
     */
    public record Searched(int plans, long pipelines, int mostLayers) {
    }

    /**
     * A rule that pipelines break.
     *
     * @param times how many were found to break it
     * @param nearest the one that is least far off
     */
    public record Obstacle(long times, Violation nearest) {
    }

    public Status status() {
        if (best.isPresent()) {
            return isProved() ? Status.OPTIMAL : Status.FEASIBLE;
        }
        return isProved() ? Status.INFEASIBLE : Status.UNKNOWN;
    }

    /** Whether no pipeline is better, or none is feasible at all. */
    public boolean isProved() {
        return best.isEmpty() ? bound == Double.POSITIVE_INFINITY : bound >= loss() - TOLERANCE * Math.abs(loss());
    }

    /** Why there is no pipeline at all, in one sentence, where no single rule is why. */
    public Optional<String> lack() {
        int layers = problem.serving().model().layers();
        if (status() != Status.INFEASIBLE || searched.plans() > 0 && searched.mostLayers() >= layers
                || searched.plans() == 0 && !obstacles.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(searched.plans() == 0
                ? "Not one pipeline of two stages can be formed: no tp that is allowed fits into the nodes. Maybe widen "
                        + "allow.tp."
                : "At most " + searched.mostLayers() + " of the " + layers + " layers find room, whatever is decided. "
                        + "Maybe use more GPUs or fewer bits.");
    }

    /** What pipelines break that the problem limits; what no pipeline can be only where that is why there is none. */
    public List<Obstacle> reasons() {
        List<Obstacle> limits = obstacles.stream()
                .filter(obstacle -> obstacle.nearest().level() == Level.LIMIT).toList();
        return limits.isEmpty() && best.isEmpty() ? obstacles : limits;
    }

    private double loss() {
        return best.map(estimate -> ServingScore.of(estimate).loss()).orElse(Double.POSITIVE_INFINITY);
    }

    /** How much better a pipeline could be at most, in percent of the best one. */
    public double gapPercent() {
        return isProved() || best.isEmpty() ? 0 : PERCENT * (loss() - bound) / Math.abs(loss());
    }

    /** What no pipeline is better than, in the unit of the objective. */
    public double boundValue() {
        return problem.serving().goal().objective().isMaximized() ? -bound : bound;
    }
}
