package org.shardplan.mixed.serving;

import java.util.Optional;
import org.shardplan.rule.Scope;
import org.shardplan.rule.Violation;
import org.shardplan.serving.estimate.ServingEstimate;
import org.shardplan.serving.estimate.ServingEstimator;
import org.shardplan.serving.estimate.ServingScore;
import org.shardplan.serving.rule.ServingCandidate;
import org.shardplan.serving.rule.ServingRules;

/** The best pipeline so far, and what others break. */
final class Incumbent {

    private final ServingEstimator estimator;
    private final Obstacles obstacles;
    private Optional<ServingEstimate> best = Optional.empty();
    private ServingScore score = ServingScore.WORST;
    private long evaluated;

    Incumbent(ServingEstimator estimator, Obstacles obstacles) {
        this.estimator = estimator;
        this.obstacles = obstacles;
    }

    Optional<ServingEstimate> best() {
        return best;
    }

    ServingScore score() {
        return score;
    }

    /** Pipelines whose numbers were computed. */
    long evaluated() {
        return evaluated;
    }

    /** Takes a pipeline that is better than all others and keeps the service levels. */
    void offer(ServingEstimate estimate) {
        evaluated++;
        ServingScore offered = ServingScore.of(estimate);
        if (offered.isBetterThan(score)) {
            Optional<Violation> late = late(estimate);
            late.ifPresent(obstacles::add);
            if (late.isEmpty()) {
                best = Optional.of(estimate);
                score = offered;
            }
        }
    }

    /** Whether what is at best so may beat the best pipeline within the service levels. */
    boolean isBeatenBy(ServingEstimate atBest) {
        if (!ServingScore.of(atBest).isBetterThan(score)) {
            return false;
        }
        Optional<Violation> late = late(atBest);
        late.ifPresent(obstacles::add);
        return late.isEmpty();
    }

    /** The first service level that is not kept. */
    Optional<Violation> late(ServingEstimate estimate) {
        return ServingRules.book().firstViolation(Scope.ESTIMATE, new ServingCandidate(estimator, estimate));
    }
}
