package org.shardplan.serving.solver;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.shardplan.problem.ServingProblem;
import org.shardplan.serving.estimate.ServingEstimate;
import org.shardplan.serving.estimate.ServingScore;
import org.shardplan.solver.Answer.Rejection;
import org.shardplan.solver.Answer.Status;
import org.shardplan.solver.Proof;

/**
 * The answer to a serving problem.
 *
 * @param problem the question
 * @param ranking feasible layouts, best first, at most one for each arrangement of shapes; empty if none was found
 * @param proof what was shown
 * @param rejections why layouts that were looked at are no answer
 * @param remedies if nothing is feasible, what comes nearest
 * @param crossCheck what OptaPlanner found by itself, if it was asked besides
 */
public record ServingAnswer(
        ServingProblem problem, List<ServingEstimate> ranking, Proof proof, List<Rejection<ServingEstimate>> rejections,
        Remedies remedies, Optional<CrossCheck> crossCheck) {

    public ServingAnswer {
        ranking = List.copyOf(ranking);
        rejections = List.copyOf(rejections);
    }

    ServingAnswer with(CrossCheck check) {
        return new ServingAnswer(problem, ranking, proof, rejections, remedies, Optional.of(check));
    }

    public Optional<ServingEstimate> best() {
        return ranking.stream().findFirst();
    }

    public Status status() {
        return Status.of(!ranking.isEmpty(), proof);
    }

    /**
     * What OptaPlanner found by itself.
     *
     * @param found its best layout, if it found any
     */
    public record CrossCheck(Optional<ServingEstimate> found) {

        private static final double SAME = 1e-9;

        /** By how many percent it is worse than the answer; empty if either is none. */
        public OptionalDouble percentWorse(ServingAnswer answer) {
            if (found.isEmpty() || answer.ranking().isEmpty()) {
                return OptionalDouble.empty();
            }
            double best = ServingScore.of(answer.ranking().get(0)).loss();
            double percent = 100 * (ServingScore.of(found.get()).loss() - best) / Math.abs(best);
            return OptionalDouble.of(percent < 100 * SAME ? 0 : percent);
        }
    }

    /**
     * What comes nearest to an answer where there is none.
     *
     * @param nearest the rejected layout that is least far off
     * @param moreGpus the fewest GPUs that would do, if more of the same would help; its problem is the larger one
     * @param levels service levels that could be kept, each if it alone were relaxed
     */
    public record Remedies(
            Optional<ServingMiss> nearest, Optional<ServingEstimate> moreGpus, List<ReachableLevel> levels) {

        public static final Remedies NONE = new Remedies(Optional.empty(), Optional.empty(), List.of());

        public Remedies {
            levels = List.copyOf(levels);
        }
    }
}
