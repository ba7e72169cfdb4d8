package org.shardplan.solver;

import java.util.Optional;
import org.shardplan.rule.Candidate;
import org.shardplan.rule.RuleBook;
import org.shardplan.rule.Violation;
import org.shardplan.solver.Answer.NearMiss;

/** Remembers the rejected layout that was least far off. */
final class NearestMiss {

    private Candidate nearest;
    private double excess = Double.POSITIVE_INFINITY;

    /** Offers a layout with the first of the rules it breaks. */
    void offer(Candidate candidate, Violation violation) {
        if (violation.excess() >= excess) {
            return;
        }
        double all = RuleBook.standard().violations(candidate).stream().mapToDouble(Violation::excess).sum();
        if (all < excess) {
            excess = all;
            nearest = candidate;
        }
    }

    Optional<NearMiss> found() {
        return Optional.ofNullable(nearest).map(candidate ->
                new NearMiss(candidate.estimate(), RuleBook.standard().violations(candidate)));
    }
}
