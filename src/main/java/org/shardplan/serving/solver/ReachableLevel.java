package org.shardplan.serving.solver;

import org.shardplan.serving.estimate.ServingEstimate;
import org.shardplan.serving.rule.ServiceLevel;

/**
 * A service level that can be kept if nothing else changes.
 *
 * @param level the level
 * @param askedMs milliseconds the problem asks for
 * @param estimate a layout that keeps all other levels and comes nearest to this one, to 1 %
 */
public record ReachableLevel(ServiceLevel level, double askedMs, ServingEstimate estimate) {

    /** Milliseconds it takes. */
    public double milliseconds() {
        return level.milliseconds(estimate.times().planned());
    }
}
