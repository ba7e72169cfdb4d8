package org.shardplan.serving.solver;

import java.util.List;
import org.shardplan.rule.Violation;
import org.shardplan.serving.estimate.ServingEstimate;

/**
 * An infeasible layout that comes nearest.
 *
 * @param estimate its numbers
 * @param violations what it breaks
 */
public record ServingMiss(ServingEstimate estimate, List<Violation> violations) {

    public ServingMiss {
        violations = List.copyOf(violations);
    }

    /** How far off it is: the excess of all it breaks together. */
    double excess() {
        return violations.stream().mapToDouble(Violation::excess).sum();
    }
}
