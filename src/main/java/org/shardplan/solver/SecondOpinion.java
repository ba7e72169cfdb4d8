package org.shardplan.solver;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.shardplan.estimate.Estimate;
import org.shardplan.estimate.LayoutEstimator;
import org.shardplan.estimate.Score;
import org.shardplan.problem.Problem;
import org.shardplan.solver.optaplanner.OptaPlannerSearch;
import org.shardplan.solver.optaplanner.SearchEffort;
import org.shardplan.solver.optaplanner.Target;
import org.shardplan.space.Deadline;
import org.shardplan.space.Extent;
import org.shardplan.space.SearchSpace;

/** OptaPlanner at work on the same problem in a thread of its own, beside the exact search. */
final class SecondOpinion {

    /** It remembers much about each mesh. */
    private static final int MOST_MESHES = 200_000;

    private final Target target = new Target();
    private final CompletableFuture<Optional<Estimate>> search;

    SecondOpinion(Supplier<SearchSpace> space, SolverOptions options) {
        SearchEffort effort = SearchEffort.within(options.timeLimit()).withSeed(options.seed()).with(target);
        this.search = CompletableFuture.supplyAsync(() -> new OptaPlannerSearch().best(space.get(), effort));
    }

    /** A space for OptaPlanner, small enough for it, its meshes listed while there is time. */
    static SearchSpace space(Problem problem, Deadline listing) {
        SearchSpace space = new SearchSpace(new LayoutEstimator(problem), new Extent(listing, MOST_MESHES));
        space.meshes();
        return space;
    }

    /** What OptaPlanner found by itself when it reached its end, or ran out of time or of ideas. */
    Optional<Estimate> untilItEnds() {
        return search.join();
    }

    /** Lets OptaPlanner go on until it reaches the optimum or runs out of ideas; without one, no further. */
    void endAt(Optional<Estimate> optimum) {
        optimum.map(Score::of).ifPresentOrElse(target::set, target::stop);
    }
}
