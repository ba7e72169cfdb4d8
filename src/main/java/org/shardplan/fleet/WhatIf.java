package org.shardplan.fleet;

import java.util.Optional;
import org.shardplan.solver.SearchKind;
import org.shardplan.solver.SolverOptions;
import org.shardplan.space.Deadline;

/** Solves a fleet again with something changed, where both answers can be proved at once: without a time grid. */
public final class WhatIf {

    private final FleetAnswer answer;
    private final Deadline deadline;

    /**
     * For variations of an answer.
     *
     * @param answer the plan that they are compared with
     * @param deadline when to stop
     */
    public WhatIf(FleetAnswer answer, Deadline deadline) {
        this.answer = answer;
        this.deadline = deadline;
    }

    public FleetAnswer answer() {
        return answer;
    }

    /** Whether it can be asked at all. */
    public boolean isQuick() {
        return answer.isOptimal() && FleetSolver.isSmall(answer.fleet()) && answer.fleet().capacity().slots() == 1;
    }

    /** The best plan of another fleet, proved; empty if that takes too long. */
    public Optional<FleetAnswer> solve(Fleet changed) {
        if (!isQuick() || deadline.isOver()) {
            return Optional.empty();
        }
        SolverOptions options = new SolverOptions(SearchKind.EXACT, 1, 0, deadline.left());
        return Optional.of(new FleetSolver(options).solve(changed)).filter(FleetAnswer::isOptimal);
    }

    /** What the best plan loses less, or more if that is negative; not a number if that takes too long. */
    public double gain(Fleet changed) {
        return solve(changed).map(other -> (double) (answer.loss() - other.loss())).orElse(Double.NaN);
    }
}
