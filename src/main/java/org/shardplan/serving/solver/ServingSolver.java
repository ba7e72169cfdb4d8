package org.shardplan.serving.solver;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.shardplan.problem.ServingProblem;
import org.shardplan.serving.estimate.ServingEstimate;
import org.shardplan.serving.estimate.ServingEstimator;
import org.shardplan.serving.estimate.ServingScore;
import org.shardplan.serving.solver.ServingAnswer.CrossCheck;
import org.shardplan.serving.solver.ServingAnswer.Remedies;
import org.shardplan.serving.solver.optaplanner.ServingOptaPlanner;
import org.shardplan.serving.solver.optaplanner.ServingTarget;
import org.shardplan.serving.space.ServingSpace;
import org.shardplan.solver.SolverOptions;
import org.shardplan.space.Deadline;

/** Answers a serving problem with the searches it is told to use. */
public final class ServingSolver {

    /** Estimates find their own balance by bisection, to a millionth. */
    private static final double TOLERANCE = 1e-5;

    /** OptaPlanner may look that much longer for what the exact search has found. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    public ServingAnswer solve(ServingProblem problem, SolverOptions options) {
        return switch (options.search()) {
            case EXACT -> exact(problem, options);
            case OPTAPLANNER -> optaPlanner(problem, options);
            case BOTH -> both(problem, options);
        };
    }

    /**
     * The proved answer in short.
     *
     * @param best the optimum, if any layout is feasible
     * @param nearest if none is: the layout that is least far off
     */
    public record Proved(Optional<ServingEstimate> best, Optional<ServingMiss> nearest) {
    }

    /** The optimum or what comes nearest, by the exact search alone and without a time limit. */
    public Proved prove(ServingProblem problem) {
        ServingSearch search = new ServingSearch(space(problem), 1, Deadline.never());
        search.run();
        Optional<ServingEstimate> best = search.ranking().best();
        return new Proved(best, best.isPresent() ? Optional.empty() : search.nearest());
    }

    private static ServingSpace space(ServingProblem problem) {
        return new ServingSpace(new ServingEstimator(problem));
    }

    private static ServingAnswer exact(ServingProblem problem, SolverOptions options) {
        Deadline deadline = Deadline.after(options.timeLimit());
        ServingSearch search =
                new ServingSearch(space(problem), options.top(), deadline).watchedBy(options.meter());
        search.run();
        return answer(problem, search, deadline);
    }

    /** OptaPlanner alone proves nothing; bounds still tell how much better a layout could be. */
    private static ServingAnswer optaPlanner(ServingProblem problem, SolverOptions options) {
        Deadline deadline = Deadline.after(options.timeLimit());
        Optional<ServingEstimate> found = search(problem, new ServingTarget(), deadline, options.seed());
        ServingSearch bounds = new ServingSearch(space(problem), options.top(), Deadline.after(Duration.ZERO));
        found.ifPresent(bounds::know);
        bounds.run();
        return new ServingAnswer(problem, bounds.ranking().estimates(), bounds.proof(), List.of(), Remedies.NONE,
                Optional.empty());
    }

    private static Optional<ServingEstimate> search(
            ServingProblem problem, ServingTarget target, Deadline deadline, long seed) {
        return new ServingOptaPlanner(space(problem), target, deadline, seed).best();
    }

    private static ServingAnswer both(ServingProblem problem, SolverOptions options) {
        Deadline deadline = Deadline.after(options.timeLimit());
        ServingTarget target = new ServingTarget();
        CompletableFuture<Optional<ServingEstimate>> opinion =
                CompletableFuture.supplyAsync(() -> search(problem, target, deadline, options.seed()));
        ServingSearch exact = new ServingSearch(space(problem), options.top(), deadline).watchedBy(options.meter());
        boolean complete = exact.run();
        exact.ranking().best().map(ServingScore::of).ifPresentOrElse(target::set, target::stop);
        target.stopAfter(PATIENCE);
        Optional<ServingEstimate> other = opinion.join();
        other.ifPresent(found -> reconcile(found, exact, complete));
        return answer(problem, exact, deadline).with(new CrossCheck(other));
    }

    /** What OptaPlanner found helps an exact search that ran out of time, and must never beat one that did not. */
    private static void reconcile(ServingEstimate found, ServingSearch exact, boolean complete) {
        double best = exact.ranking().best().map(ServingScore::of).map(ServingScore::loss).orElse(Double.NaN);
        if (complete && !(ServingScore.of(found).loss() >= best - TOLERANCE * Math.abs(best))) {
            throw new IllegalStateException("OptaPlanner found a better layout than the one proved optimal: "
                    + found.layout());
        }
        if (!complete) {
            exact.know(found);
        }
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
