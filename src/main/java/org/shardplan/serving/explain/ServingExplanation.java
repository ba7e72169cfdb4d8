package org.shardplan.serving.explain;

import java.util.List;
import org.shardplan.explain.Explanation.Verdict;
import org.shardplan.layout.ServingLayout;
import org.shardplan.rule.Level;
import org.shardplan.rule.Violation;
import org.shardplan.serving.estimate.ServingEstimate;
import org.shardplan.serving.estimate.ServingEstimator;
import org.shardplan.serving.rule.ServingCandidate;
import org.shardplan.serving.rule.ServingRules;

/**
 * What is to be said about one serving layout.
 *
 * @param estimate its numbers
 * @param violations every rule it breaks
 */
public record ServingExplanation(ServingEstimate estimate, List<Violation> violations) {

    public ServingExplanation {
        violations = List.copyOf(violations);
    }

    /** Everything there is to say about a layout, good or bad. */
    public static ServingExplanation of(ServingEstimator estimator, ServingLayout layout) {
        ServingCandidate candidate = new ServingCandidate(estimator, layout);
        return new ServingExplanation(candidate.estimate(), ServingRules.book().violations(candidate));
    }

    public Verdict verdict() {
        return violations.isEmpty() ? Verdict.FEASIBLE : Verdict.REJECTED;
    }

    /** Whether such a layout cannot run at all; its numbers are then what they would be if it could. */
    public boolean isImpossible() {
        return violations.stream().anyMatch(violation -> violation.level() == Level.STRUCTURE);
    }
}
