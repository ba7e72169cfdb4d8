package org.shardplan.solver;

import java.time.Duration;

/**
 * How to search.
 *
 * @param search which search answers
 * @param top layouts to rank, at least 1
 * @param seed seed of OptaPlanner's random moves
 * @param timeLimit when to stop with what was found
 * @param meter where to count how far it is
 */
public record SolverOptions(SearchKind search, int top, long seed, Duration timeLimit, SearchMeter meter) {

    public static final SolverOptions DEFAULT =
            new SolverOptions(SearchKind.BOTH, 5, 0, Duration.ofSeconds(60));

    /** A search that nobody watches. */
    public SolverOptions(SearchKind search, int top, long seed, Duration timeLimit) {
        this(search, top, seed, timeLimit, new SearchMeter());
    }
}
