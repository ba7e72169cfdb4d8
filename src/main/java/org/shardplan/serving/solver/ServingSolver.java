package org.shardplan.serving.solver;

import java.util.List;
import java.util.Optional;
import org.shardplan.problem.ServingProblem;
import org.shardplan.serving.estimate.ServingEstimate;
import org.shardplan.serving.estimate.ServingEstimator;
import org.shardplan.serving.solver.ServingAnswer.Remedies;
import org.shardplan.serving.space.ServingSpace;
import org.shardplan.solver.SolverOptions;
import org.shardplan.space.Deadline;

/** Answers a serving problem with the searches it is told to use. */
public final class ServingSolver {

    public ServingAnswer solve(ServingProblem problem, SolverOptions options) {
        return exact(problem, options);
    }

    private static ServingAnswer exact(ServingProblem problem, SolverOptions options) {
        Deadline deadline = Deadline.after(options.timeLimit());
        ServingSearch search = new ServingSearch(
                new ServingSpace(new ServingEstimator(problem)), options.top(), deadline);
        search.run();
        return answer(problem, search, deadline);
    }

    private static ServingAnswer answer(ServingProblem problem, ServingSearch search, Deadline deadline) {
        List<ServingEstimate> ranking = search.ranking().estimates();
        return new ServingAnswer(problem, ranking, search.proof(), search.rejections(),
                ranking.isEmpty() ? remedies(problem, search, deadline) : Remedies.NONE, Optional.empty());
    }

    private static Remedies remedies(ServingProblem problem, ServingSearch search, Deadline deadline) {
        Relaxation relaxation = new Relaxation(problem, deadline);
        return new Remedies(search.nearest(), relaxation.moreGpus(), relaxation.levels());
    }
}
