package org.shardplan.mixed.explain;

import java.util.List;
import java.util.Optional;
import org.shardplan.explain.Explanation.Verdict;
import org.shardplan.mixed.planner.MixedAnswer;
import org.shardplan.mixed.planner.MixedEstimate;
import org.shardplan.rule.Level;
import org.shardplan.rule.Violation;

/**
 * What is to be said about a mixed pipeline that was given.
 *
 * @param estimate its numbers
 * @param violations every rule it breaks
 * @param answer the best pipeline of the problem
 * @param sameOrder the fastest pipeline on the same nodes in the same order, with the same in common; empty if there is
 *     none
 */
public record MixedJudgement(
        MixedEstimate estimate, List<Violation> violations, MixedAnswer answer, Optional<MixedEstimate> sameOrder) {

    public MixedJudgement {
        violations = List.copyOf(violations);
    }

    public Verdict verdict() {
        return violations.isEmpty() ? Verdict.FEASIBLE : Verdict.REJECTED;
    }

    /** Whether such a pipeline cannot run at all; its numbers are then what they would be if it could. */
    public boolean isImpossible() {
        return violations.stream().anyMatch(violation -> violation.level() == Level.STRUCTURE);
    }

    /** It beside the best, if there is one. */
    public Optional<MixedComparison> comparison() {
        return answer.best().map(best -> new MixedComparison(best, estimate));
    }
}
