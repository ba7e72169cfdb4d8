package org.shardplan.solver;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.shardplan.estimate.Estimate;
import org.shardplan.estimate.LayoutEstimator;
import org.shardplan.estimate.Score;
import org.shardplan.problem.Problem;
import org.shardplan.solver.Answer.CrossCheck;
import org.shardplan.solver.Answer.Rejection;
import org.shardplan.solver.Answer.Remedies;
import org.shardplan.space.Deadline;
import org.shardplan.space.Extent;
import org.shardplan.space.SearchSpace;

/** Answers a problem with the searches it is told to use. */
public final class LayoutSolver {

    /** Sums in another order differ by less. */
    private static final double TOLERANCE = 1e-9;
    private static final Duration A_MOMENT = Duration.ofMillis(250);

    public Answer solve(Problem problem, SolverOptions options) {
        long deadline = System.nanoTime() + options.timeLimit().toNanos();
        return switch (options.search()) {
            case EXACT -> exact(problem, options, deadline);
            case OPTAPLANNER -> optaPlanner(problem, options);
            case BOTH -> both(problem, options, deadline);
        };
    }

    /**
     * The best layout that the exact search finds in this time, and nothing about it.
     *
     * @param problem the question
     * @param known layouts that are known to be feasible
     * @param timeLimit when to stop
     */
    public Optional<Estimate> best(Problem problem, List<Estimate> known, Duration timeLimit) {
        SolverOptions options = new SolverOptions(SearchKind.EXACT, 1, 0, timeLimit);
        ExactSearch exact = exactSearch(problem, options, System.nanoTime() + timeLimit.toNanos());
        known.forEach(exact::know);
        exact.run();
        return exact.ranking().best();
    }

    /**
     * The exact answer, found sooner with the help of layouts that are known to be feasible.
     *
     * @param space where to look
     * @param known feasible layouts of the space
     * @param options how many layouts to rank, and when to stop
     */
    public Answer solve(SearchSpace space, List<Estimate> known, SolverOptions options) {
        long deadline = System.nanoTime() + options.timeLimit().toNanos();
        ExactSearch exact = new ExactSearch(space, options.top(), deadline);
        known.forEach(exact::know);
        exact.run();
        return answer(exact, exact.rejections(), deadline);
    }

    private static Answer exact(Problem problem, SolverOptions options, long deadline) {
        ExactSearch exact = exactSearch(problem, options, deadline);
        exact.run();
        return answer(exact, new RulePrices(exact, deadline).of(exact.rejections()), deadline);
    }

    /** OptaPlanner alone proves nothing; the roofline still bounds how much better a layout could be. */
    private static Answer optaPlanner(Problem problem, SolverOptions options) {
        SearchSpace space = SecondOpinion.space(problem, listing(options));
        Optional<Estimate> best = new SecondOpinion(() -> space, options).untilItEnds();
        ExactSearch bounds = new ExactSearch(space, options.top(), System.nanoTime());
        best.ifPresent(bounds::know);
        bounds.run();
        return new Answer(problem, bounds.ranking().estimates(), bounds.proof(), List.of(), Remedies.NONE);
    }

    private static Answer both(Problem problem, SolverOptions options, long deadline) {
        SecondOpinion opinion =
                new SecondOpinion(() -> SecondOpinion.space(problem, listing(options)), options);
        ExactSearch exact = exactSearch(problem, options, deadline);
        boolean complete = exact.run();
        Optional<Estimate> optimum = exact.ranking().best();
        opinion.endAt(optimum);
        List<Rejection<Estimate>> rejections = new RulePrices(exact, deadline).of(exact.rejections());
        Optional<Estimate> other = opinion.untilItEnds();
        other.ifPresent(found -> reconcile(found, exact, complete));
        return answer(exact, rejections, deadline).with(new CrossCheck(other));
    }

    /** What OptaPlanner found helps an exact search that ran out of time, and must never beat one that did not. */
    private static void reconcile(Estimate found, ExactSearch exact, boolean complete) {
        boolean better = exact.ranking().best().map(Score::of)
                .filter(best -> Score.of(found).loss() >= best.loss() - TOLERANCE * Math.abs(best.loss())).isEmpty();
        if (complete && better) {
            throw new IllegalStateException("OptaPlanner found a better layout than the one proved optimal: "
                    + found.layout());
        }
        if (!complete) {
            exact.know(found);
        }
    }

    private static ExactSearch exactSearch(Problem problem, SolverOptions options, long deadline) {
        Extent extent = Extent.until(listing(options));
        return new ExactSearch(new SearchSpace(new LayoutEstimator(problem), extent), options.top(), deadline)
                .watchedBy(options.meter());
    }

    /** Half of the time may go into listing meshes, a moment always. */
    private static Deadline listing(SolverOptions options) {
        Duration half = options.timeLimit().dividedBy(2);
        return Deadline.after(half.compareTo(A_MOMENT) > 0 ? half : A_MOMENT);
    }

    private static Answer answer(ExactSearch exact, List<Rejection<Estimate>> rejections, long deadline) {
        Problem problem = exact.space().problem();
        List<Estimate> ranking = exact.ranking().estimates();
        Remedies remedies = ranking.isEmpty()
                ? new Remedies(exact.nearest().found(), new MoreGpus(problem, deadline).fewest())
                : Remedies.NONE;
        return new Answer(problem, ranking, exact.proof(), rejections, remedies);
    }
}
