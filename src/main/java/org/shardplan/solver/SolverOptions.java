package org.shardplan.solver;

import java.time.Duration;

/**
 * How to search.
 *
 * @param search which search answers
 * @param top layouts to rank, at least 1
 * @param seed seed of OptaPlanner's random moves
 * @param timeLimit when to stop with what was found
 */
public record SolverOptions(SearchKind search, int top, long seed, Duration timeLimit) {

    public static final SolverOptions DEFAULT =
            new SolverOptions(SearchKind.BOTH, 5, 0, Duration.ofSeconds(60));
}
