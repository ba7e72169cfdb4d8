package org.shardplan.solver;

import java.util.List;
import org.shardplan.estimate.Estimate;
import org.shardplan.estimate.LayoutEstimator;
import org.shardplan.problem.Problem;
import org.shardplan.solver.Answer.Remedies;
import org.shardplan.space.SearchSpace;

/** Answers a problem. */
public final class LayoutSolver {

    public Answer solve(Problem problem, SolverOptions options) {
        long deadline = System.nanoTime() + options.timeLimit().toNanos();
        SearchSpace space = new SearchSpace(new LayoutEstimator(problem));
        ExactSearch exact = new ExactSearch(space, options.top(), deadline);
        exact.run();
        List<Estimate> ranking = exact.ranking().estimates();
        return new Answer(problem, ranking, exact.proof(), exact.tally().rejections(space.rejectedMeshes()),
                ranking.isEmpty() ? remedies(problem, exact, deadline) : Remedies.NONE);
    }

    private static Remedies remedies(Problem problem, ExactSearch exact, long deadlineNanos) {
        return new Remedies(exact.nearest().found(), new MoreGpus(problem, deadlineNanos).fewest());
    }
}
