package org.shardplan.mixed;

import org.shardplan.mixed.optaplanner.OrderSearch;
import org.shardplan.space.Deadline;

/**
 * Finds the best sequence of a lineup: exactly where time allows, else a bound, and a sequence that OptaPlanner
 * improves.
 *
 * @param deadline when to stop with what was found
 */
public record LineupSolver(Deadline deadline) {

    /** A sequence that costs less than what is known already, if there is one, and a bound; the best where exact. */
    public LineupAnswer below(Lineup lineup, double known) {
        return ThresholdSearch.ofAll(lineup).below(known, deadline);
    }

    /** The same or a better answer, with OptaPlanner. */
    public LineupAnswer searched(Lineup lineup, LineupAnswer start, long seed) {
        Orders orders = new Orders(lineup);
        int[] order = start.best().map(orders::of).orElseGet(orders::plain);
        LineupAnswer found = orders.best(new OrderSearch(seed, deadline).improved(orders, order, start.bound()));
        return (found.seconds() < start.seconds() ? found : start).withBound(start.bound());
    }

    /** Layers that find room at most. */
    public static int mostLayers(Lineup lineup) {
        return new Reach(Alike.graph(lineup), Cost.UNLIMITED).all();
    }
}
