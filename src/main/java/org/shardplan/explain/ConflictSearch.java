package org.shardplan.explain;

import java.util.ArrayList;
import java.util.List;
import org.shardplan.problem.Problem;
import org.shardplan.solver.Feasibility;

/**
 * Finds demands of a question that conflict, by deletion: a demand is left out for good if the others alone are already
 * too many.
 *
 * <p>Source: Chinneck and Dravnieks 1991, "Locating minimal infeasible constraint sets in linear programs".
 */
final class ConflictSearch {

    private final Problem problem;
    private final long deadlineNanos;

    ConflictSearch(Problem problem, long deadlineNanos) {
        this.problem = problem;
        this.deadlineNanos = deadlineNanos;
    }

    /** The demands a question makes. */
    static List<Demand> demandsOf(Problem problem) {
        List<Demand> made = new ArrayList<>();
        for (Demand demand : Demand.values()) {
            if (demand.isMadeBy(problem)) {
                made.add(demand);
            }
        }
        return made;
    }

    /** The conflict of a question that was shown to have no answer. */
    Conflict find() {
        List<Demand> made = demandsOf(problem);
        List<Demand> needed = new ArrayList<>();
        Problem rest = problem;
        boolean sure = true;
        for (Demand demand : made) {
            Problem without = demand.without(rest);
            Feasibility feasibility = Feasibility.of(without, deadlineNanos);
            if (feasibility.isProvedImpossible()) {
                rest = without;
            } else {
                needed.add(demand);
                sure &= feasibility.example().isPresent();
            }
        }
        return new Conflict(needed, sure);
    }
}
