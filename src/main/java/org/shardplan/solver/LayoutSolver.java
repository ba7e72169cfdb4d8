package org.shardplan.solver;

import java.util.Optional;
import org.shardplan.estimate.LayoutEstimator;
import org.shardplan.problem.Problem;
import org.shardplan.space.SearchSpace;

/** Answers a problem. */
public final class LayoutSolver {

    public Answer solve(Problem problem, SolverOptions options) {
        long deadline = System.nanoTime() + options.timeLimit().toNanos();
        SearchSpace space = new SearchSpace(new LayoutEstimator(problem));
        ExactSearch exact = new ExactSearch(space, options.top(), deadline);
        exact.run();
        return new Answer(problem, exact.ranking().estimates(), exact.proof(),
                exact.tally().rejections(space.rejectedMeshes()), Optional.empty());
    }
}
