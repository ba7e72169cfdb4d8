package org.shardplan.serving.solver;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.shardplan.problem.ServingObjective;
import org.shardplan.problem.ServingProblem;
import org.shardplan.serving.estimate.ServingEstimate;
import org.shardplan.serving.rule.ServiceLevel;
import org.shardplan.serving.space.ServingSpace;
import org.shardplan.space.Deadline;

/** For a question without an answer: how little of it would have to change. */
final class Relaxation {

    private static final int MOST_TIMES = 64;
    /** A level that cannot be kept a thousand times over is no matter of degree. */
    private static final double WIDEST = 1000;
    private static final double CLOSE = 1.01;

    private final ServingSpace space;
    private final ServingProblem problem;
    private final Deadline deadline;

    Relaxation(ServingSpace space, Deadline deadline) {
        this.space = space;
        this.problem = space.problem();
        this.deadline = deadline;
    }

    /** The fewest GPUs of the same kinds with which it has one. */
    Optional<ServingEstimate> moreGpus() {
        for (int factor = 2; factor <= MOST_TIMES && !deadline.isOver(); factor *= 2) {
            ServingSearch search = new ServingSearch(space.of(larger(factor)), 1, deadline);
            if (search.run() && search.ranking().best().isPresent()) {
                return search.ranking().best();
            }
        }
        return Optional.empty();
    }

    private ServingProblem larger(int factor) {
        ServingProblem larger = Relaxed.counts(problem,
                count -> (int) Math.min(Integer.MAX_VALUE, (long) count * factor));
        return Relaxed.objective(Relaxed.withoutMaxGpus(larger), ServingObjective.GPU_COUNT);
    }

    /** Service levels that could be kept, each if it alone were relaxed. */
    List<ReachableLevel> levels() {
        List<ReachableLevel> reachable = new ArrayList<>();
        for (ServiceLevel level : ServiceLevel.values()) {
            OptionalDouble asked = level.limit(problem.serving().levels());
            if (asked.isPresent()) {
                nearest(level, asked.getAsDouble()).ifPresent(estimate ->
                        reachable.add(new ReachableLevel(level, asked.getAsDouble(), estimate)));
            }
        }
        return reachable;
    }

    /** Bisection on the ratio of what would be allowed to what is asked. */
    private Optional<ServingEstimate> nearest(ServiceLevel level, double askedMs) {
        Optional<ServingEstimate> found = feasible(level, askedMs * WIDEST);
        double failing = askedMs;
        while (found.isPresent() && taken(level, found.get()) > failing * CLOSE && !deadline.isOver()) {
            double middle = Math.sqrt(failing * taken(level, found.get()));
            Optional<ServingEstimate> nearer = feasible(level, middle);
            failing = nearer.isPresent() ? failing : middle;
            found = nearer.isPresent() ? nearer : found;
        }
        return found;
    }

    private static double taken(ServiceLevel level, ServingEstimate estimate) {
        return level.milliseconds(estimate.times().planned());
    }

    private Optional<ServingEstimate> feasible(ServiceLevel level, double milliseconds) {
        ServingSearch search = ServingSearch.forAny(
                space.of(Relaxed.level(problem, level, milliseconds)), deadline);
        search.run();
        return search.ranking().best();
    }
}
