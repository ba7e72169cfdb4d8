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
import org.shardplan.solver.Answer.Rejection;
import org.shardplan.solver.SearchMeter;
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

    /** The best layout and what comes after it or nearest to one, by the exact search alone, without prices. */
    public ServingAnswer exactly(ServingProblem problem, int top, Duration timeLimit) {
        Deadline deadline = Deadline.after(timeLimit);
        ServingSearch search = searched(problem, top, deadline);
        return answer(search, search.rejections(), deadline);
    }

    /** The best layout that the exact search finds in this time, and nothing about it. */
    public Optional<ServingEstimate> best(ServingProblem problem, Duration timeLimit) {
        return searched(problem, 1, Deadline.after(timeLimit)).ranking().best();
    }

    /**
     * The proved answer in short.
     *
     * @param best the optimum, if any layout is feasible
     * @param nearest if none is: the layout that is least far off
     */
    public record Proved(Optional<ServingEstimate> best, Optional<ServingMiss> nearest) {
    }

    /**
     * The best of what was looked at.
     *
     * @param best the best layout, if any was feasible
     * @param complete whether everything was searched
     */
    public record Found(Optional<ServingEstimate> best, boolean complete) {
    }

    /** The optimum by the exact search alone, without a word on what is not feasible. */
    public Found find(ServingProblem problem, Deadline deadline) {
        ServingSearch search = new ServingSearch(space(problem), 1, deadline);
        boolean complete = search.run();
        return new Found(search.ranking().best(), complete);
    }

    /** The optimum or what comes nearest, by the exact search alone and without a time limit. */
    public Proved prove(ServingProblem problem) {
        ServingSearch search = searched(problem, 1, Deadline.never());
        Optional<ServingEstimate> best = search.ranking().best();
        return new Proved(best, best.isPresent() ? Optional.empty() : search.nearest());
    }

    private static ServingSpace space(ServingProblem problem) {
        return new ServingSpace(new ServingEstimator(problem));
    }

    private static ServingAnswer exact(ServingProblem problem, SolverOptions options) {
        Deadline deadline = Deadline.after(options.timeLimit());
        ServingSearch search = searched(problem, options.top(), deadline, options.meter());
        return answer(search, new ServingRulePrices(search, deadline).rejections(), deadline);
    }

    private static ServingSearch searched(ServingProblem problem, int top, Deadline deadline) {
        return searched(problem, top, deadline, new SearchMeter());
    }

    private static ServingSearch searched(ServingProblem problem, int top, Deadline deadline, SearchMeter meter) {
        ServingSearch search = new ServingSearch(space(problem), top, deadline).watchedBy(meter);
        search.run();
        return search;
    }

    /** OptaPlanner alone proves nothing; bounds still tell how much better a layout could be. */
    private static ServingAnswer optaPlanner(ServingProblem problem, SolverOptions options) {
        ServingTarget target = new ServingTarget(Deadline.after(options.timeLimit()));
        Optional<ServingEstimate> found = search(problem, target, options.seed());
        ServingSearch bounds = new ServingSearch(space(problem), options.top(), Deadline.after(Duration.ZERO));
        found.ifPresent(bounds::know);
        bounds.run();
        return new ServingAnswer(problem, bounds.ranking().estimates(), bounds.proof(), List.of(), Remedies.NONE,
                Optional.empty());
    }

    private static Optional<ServingEstimate> search(ServingProblem problem, ServingTarget target, long seed) {
        return new ServingOptaPlanner(space(problem), target, seed).best();
    }

    private static ServingAnswer both(ServingProblem problem, SolverOptions options) {
        Deadline deadline = Deadline.after(options.timeLimit());
        ServingTarget target = new ServingTarget(deadline);
        CompletableFuture<Optional<ServingEstimate>> opinion =
                CompletableFuture.supplyAsync(() -> search(problem, target, options.seed()));
        ServingSearch exact = searched(problem, options.top(), deadline, options.meter());
        Optional<ServingEstimate> optimum = exact.ranking().best();
        optimum.map(ServingScore::of).ifPresent(target::set);
        target.endBy(Deadline.after(optimum.isPresent() ? PATIENCE : Duration.ZERO));
        List<Rejection<ServingEstimate>> rejections = new ServingRulePrices(exact, deadline).rejections();
        Optional<ServingEstimate> other = opinion.join();
        other.ifPresent(found -> reconcile(found, exact));
        return answer(exact, rejections, deadline).with(new CrossCheck(other));
    }

    /** What OptaPlanner found helps an exact search that ran out of time, and must never beat one that did not. */
    private static void reconcile(ServingEstimate found, ServingSearch exact) {
        if (exact.isComplete() && exact.ranking().best().filter(best -> isAsGood(best, found)).isEmpty()) {
            throw new IllegalStateException("OptaPlanner found a better layout than the one proved optimal: "
                    + found.layout());
        }
        if (!exact.isComplete()) {
            exact.know(found);
        }
    }

    /** Whether a layout is as good as another one, as far as can be told. */
    static boolean isAsGood(ServingEstimate best, ServingEstimate other) {
        double loss = ServingScore.of(best).loss();
        return ServingScore.of(other).loss() >= loss - TOLERANCE * Math.abs(loss);
    }

    private static ServingAnswer answer(
            ServingSearch search, List<Rejection<ServingEstimate>> rejections, Deadline deadline) {
        List<ServingEstimate> ranking = search.ranking().estimates();
        return new ServingAnswer(search.problem(), ranking, search.proof(), rejections,
                ranking.isEmpty() ? remedies(search, deadline) : Remedies.NONE, Optional.empty());
    }

    private static Remedies remedies(ServingSearch search, Deadline deadline) {
        Relaxation relaxation = new Relaxation(search.space(), deadline);
        return new Remedies(search.nearest(), relaxation.moreGpus(), relaxation.levels());
    }
}
