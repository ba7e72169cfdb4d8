package org.shardplan.explain;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.shardplan.estimate.Estimate;
import org.shardplan.estimate.LayoutEstimator;
import org.shardplan.problem.Problem;
import org.shardplan.solver.Answer;
import org.shardplan.solver.LayoutSolver;
import org.shardplan.solver.SearchKind;
import org.shardplan.solver.SolverOptions;
import org.shardplan.space.Deadline;
import org.shardplan.space.Extent;
import org.shardplan.space.SearchSpace;

/** Looks for what is better than a layout, and for what is near and feasible. */
public final class Advisor {

    /** Repairs this near are looked for before the best layout: they are found fast, and help to find that sooner. */
    private static final int FEW_CHANGES = 2;

    private final Duration timeLimit;

    /**
     * An advisor who answers in time.
     *
     * @param timeLimit when to stop with what was found
     */
    public Advisor(Duration timeLimit) {
        this.timeLimit = timeLimit;
    }

    /** The best layout of the question, and if the explained one is rejected, what repairs it or the question. */
    public Advice advise(Explanation explanation) {
        SearchSpace space = space(explanation.estimate().problem());
        return switch (explanation.verdict()) {
            case FEASIBLE -> new Advice(Optional.of(answer(space, List.of(explanation.estimate()))), Repairs.NONE,
                    Optional.empty(), Binding.NONE);
            case REJECTED -> repaired(space, explanation);
        };
    }

    /** The same without a layout to explain. */
    public Advice advise(Problem problem) {
        Answer answer = answer(space(problem), List.of());
        return new Advice(Optional.of(answer), Repairs.NONE, obstacle(answer), Binding.NONE);
    }

    /** The advice and besides what holds the best layout back, which takes as long as a dozen solutions. */
    public Advice withBinding(Advice advice) {
        return advice.answer().flatMap(Answer::best)
                .map(best -> advice.with(new BindingSearch(best, timeLimit).find())).orElse(advice);
    }

    private Advice repaired(SearchSpace space, Explanation explanation) {
        RepairSearch search = new RepairSearch(space, explanation.estimate().layout(), deadline());
        Repairs repairs = search.find(FEW_CHANGES);
        Answer answer = answer(space, repairs.nearest().stream().map(Repair::estimate).toList());
        return new Advice(Optional.of(answer), answer.best().isPresent() ? search.find() : repairs, obstacle(answer),
                Binding.NONE);
    }

    /** Only what was proved to have no answer has an obstacle. */
    private Optional<Obstacle> obstacle(Answer answer) {
        return switch (answer.status()) {
            case OPTIMAL, FEASIBLE, UNKNOWN -> Optional.empty();
            case INFEASIBLE -> Optional.of(new Obstacle(new ConflictSearch(answer.problem(), deadline()).find(),
                    new MoveSearch(answer, deadline()).find()));
        };
    }

    private SearchSpace space(Problem problem) {
        return new SearchSpace(new LayoutEstimator(problem), Extent.until(new Deadline(deadline())));
    }

    private long deadline() {
        return System.nanoTime() + timeLimit.toNanos();
    }

    private Answer answer(SearchSpace space, List<Estimate> known) {
        return new LayoutSolver().solve(space, known, new SolverOptions(SearchKind.EXACT, 1, 0, timeLimit));
    }
}
