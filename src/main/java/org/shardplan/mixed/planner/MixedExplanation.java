package org.shardplan.mixed.planner;

import java.util.List;
import org.shardplan.problem.Pool;

/**
 * The answer to a mixed pipeline and what more nodes would bring.
 *
 * @param answer the answer
 * @param oneMore what one more node of each pool would bring; empty if the answer was not proved
 */
public record MixedExplanation(MixedAnswer answer, List<OneMore> oneMore) {

    public MixedExplanation {
        oneMore = List.copyOf(oneMore);
    }

    /**
     * The same question with one more node.
     *
     * @param pool the pool it is of
     * @param stepSeconds the best step then; not a number if it was not proved in time
     */
    public record OneMore(Pool pool, double stepSeconds) {
    }
}
