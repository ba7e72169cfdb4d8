package org.shardplan.mixed;

import java.util.Optional;
import org.shardplan.space.Deadline;

/**
 * Finds the best sequence of a lineup.
 *
 * @param deadline when to stop with what was found
 */
public record LineupSolver(Deadline deadline) {

    /** The best sequence that costs less than what is known already, and a bound on all of them. */
    public LineupAnswer below(Lineup lineup, double known) {
        Supply supply = new ClassSupply(lineup);
        return new ThresholdSearch(lineup, supply, new Capacity(lineup, supply), deadline).below(known);
    }

    /** Seconds that no sequence is below, found at once; infinite if the layers do not fit. */
    public static double quickBound(Lineup lineup) {
        Optional<Cost> floor = new Capacity(lineup, new ClassSupply(lineup)).floor();
        return floor.map(cost -> cost.total(lineup.weights())).orElse(Double.POSITIVE_INFINITY);
    }

    /** Layers that find room at most. */
    public static int mostLayers(Lineup lineup) {
        return new Reach(lineup, new ClassSupply(lineup), Cost.UNLIMITED).all();
    }
}
