package org.shardplan.solver;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.shardplan.estimate.Estimate;
import org.shardplan.estimate.LayoutEstimator;
import org.shardplan.estimate.Score;
import org.shardplan.problem.Problem;
import org.shardplan.solver.optaplanner.OptaPlannerSearch;
import org.shardplan.solver.optaplanner.SearchEffort;
import org.shardplan.solver.optaplanner.Target;
import org.shardplan.space.Extent;
import org.shardplan.space.SearchSpace;

/** OptaPlanner at work on the same problem in a thread of its own, beside the exact search. */
final class SecondOpinion {

    /** It remembers much about each mesh. */
    private static final int MOST_MESHES = 200_000;

    private final Target target = new Target();
    private final CompletableFuture<Optional<Estimate>> search;

    SecondOpinion(Problem problem, SolverOptions options) {
        SearchEffort effort = SearchEffort.within(options.timeLimit()).withSeed(options.seed()).with(target);
        Extent extent = Extent.until(LayoutSolver.listing(options)).withMostMeshes(MOST_MESHES);
        this.search = CompletableFuture.supplyAsync(() -> new OptaPlannerSearch()
                .best(new SearchSpace(new LayoutEstimator(problem), extent), effort));
    }

    /** What OptaPlanner found when it ran out of time or of ideas. */
    Optional<Estimate> untilItEnds() {
        return search.join();
    }

    /** What OptaPlanner found by itself; it may go on until it reaches the optimum or runs out of ideas. */
    Optional<Estimate> besides(Optional<Estimate> optimum) {
        optimum.map(Score::of).ifPresentOrElse(target::set, target::stop);
        return search.join();
    }
}
