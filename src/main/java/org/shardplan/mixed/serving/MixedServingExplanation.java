package org.shardplan.mixed.serving;

import java.util.List;
import java.util.Optional;
import org.shardplan.problem.Pool;
import org.shardplan.serving.estimate.ServingEstimate;
import org.shardplan.serving.solver.ServingSolver.Found;

/**
 * The answer to a mixed pipeline that serves, and what else could be done with the GPUs.
 *
 * @param answer the answer
 * @param oneMore what one more node of each pool would bring; empty if the answer was not proved
 * @param unmixed the best layout without such a pipeline: replicas, each on one pool
 */
public record MixedServingExplanation(
        MixedServingAnswer answer, List<OneMore> oneMore, Found unmixed) {

    public MixedServingExplanation {
        oneMore = List.copyOf(oneMore);
    }

    /**
     * The same question with one more node.
     *
     * @param pool the pool it is of
     * @param best the best pipeline then; empty if it was not proved in time
     */
    public record OneMore(Pool pool, Optional<ServingEstimate> best) {
    }
}
