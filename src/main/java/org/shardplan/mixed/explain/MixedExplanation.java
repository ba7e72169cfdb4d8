package org.shardplan.mixed.explain;

import java.util.List;
import org.shardplan.mixed.planner.MixedAnswer;
import org.shardplan.problem.Pool;

/**
 * The answer to a mixed pipeline, why its stages stand in that order, and what more nodes would bring.
 *
 * @param answer the answer
 * @param orders other orders of the stages of the best pipeline
 * @param oneMore what one more node of each pool would bring; empty if the answer was not proved
 */
public record MixedExplanation(MixedAnswer answer, OtherOrders orders, List<OneMore> oneMore) {

    public MixedExplanation {
        oneMore = List.copyOf(oneMore);
    }

    /** An answer without explanation. */
    public static MixedExplanation of(MixedAnswer answer) {
        return new MixedExplanation(answer, OtherOrders.NONE, List.of());
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
