package org.shardplan.solver;

import java.util.Optional;
import org.shardplan.estimate.Estimate;
import org.shardplan.estimate.LayoutEstimator;
import org.shardplan.problem.Problem;
import org.shardplan.space.Deadline;
import org.shardplan.space.Extent;
import org.shardplan.space.SearchSpace;

/**
 * Whether a question has any answer, good or bad.
 *
 * @param example a feasible layout, if one was found
 * @param isComplete whether there is none if none was found
 */
public record Feasibility(Optional<Estimate> example, boolean isComplete) {

    /**
     * Looks for any feasible layout.
     *
     * @param problem the question
     * @param deadlineNanos when to give up, by {@link System#nanoTime()}
     */
    public static Feasibility of(Problem problem, long deadlineNanos) {
        SearchSpace space = new SearchSpace(
                new LayoutEstimator(problem), Extent.until(new Deadline(deadlineNanos)));
        ExactSearch search = new ExactSearch(space, Ranking.ofAny(), deadlineNanos);
        boolean complete = search.run();
        return new Feasibility(search.ranking().best(), complete);
    }

    public boolean isProvedImpossible() {
        return example.isEmpty() && isComplete;
    }
}
