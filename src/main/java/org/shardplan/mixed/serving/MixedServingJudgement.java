package org.shardplan.mixed.serving;

import java.util.Optional;
import org.shardplan.serving.estimate.ServingEstimate;
import org.shardplan.serving.explain.ServingComparison;
import org.shardplan.serving.explain.ServingExplanation;

/**
 * What is to be said about a pipeline that serves and was given.
 *
 * @param judged its numbers, and every rule it breaks
 * @param answer the best pipeline of the problem
 * @param sameStages the best pipeline of the same stages and formats in any order, layers and sequences chosen anew;
 *     empty if there is none
 */
public record MixedServingJudgement(
        ServingExplanation judged, MixedServingAnswer answer, Optional<ServingEstimate> sameStages) {

    public ServingEstimate estimate() {
        return judged.estimate();
    }

    /** It beside the best, if there is one. */
    public Optional<ServingComparison> comparison() {
        return answer.best().map(best -> new ServingComparison(best, estimate()));
    }
}
