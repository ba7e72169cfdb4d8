package org.shardplan.serving.solver;

import java.util.List;
import java.util.Optional;
import org.shardplan.rule.Violation;
import org.shardplan.serving.estimate.ServingEstimate;
import org.shardplan.serving.rule.ServingCandidate;
import org.shardplan.serving.rule.ServingRules;

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

    /** Remembers the rejected layout that was least far off. */
    static final class Nearest {

        private Optional<ServingMiss> found = Optional.empty();

        void offer(ServingCandidate candidate) {
            ServingMiss miss = new ServingMiss(candidate.estimate(), ServingRules.book().violations(candidate));
            if (miss.excess() < excess()) {
                found = Optional.of(miss);
            }
        }

        double excess() {
            return found.map(ServingMiss::excess).orElse(Double.POSITIVE_INFINITY);
        }

        Optional<ServingMiss> found() {
            return found;
        }
    }
}
