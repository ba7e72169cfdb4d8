package org.shardplan.mixed;

import java.util.Optional;
import org.shardplan.mixed.optaplanner.OrderSearch;
import org.shardplan.space.Deadline;

/**
 * Finds the best sequence of a lineup: exactly where the classes allow, else a bound by merging classes, and a sequence
 * that OptaPlanner improves.
 *
 * @param deadline when to stop with what was found
 */
public record LineupSolver(Deadline deadline) {

    private static final double MOST_EXACT_STATES = 20_000;
    private static final double STATES_OF_FIRST_BOUND = 1_000;
    private static final double STATES_OF_BOUND = 16_000;
    private static final double STATES_OF_QUICK_BOUND = 100;

    /** Whether every order of the nodes can be searched. */
    public static boolean isExact(Lineup lineup) {
        return ClassSupply.states(lineup.classes()) <= MOST_EXACT_STATES;
    }

    /** A sequence that costs less than what is known already, if there is one, and a bound; the best where exact. */
    public LineupAnswer below(Lineup lineup, double known) {
        return isExact(lineup) ? exact(lineup, known) : relaxed(lineup, known, STATES_OF_FIRST_BOUND);
    }

    private LineupAnswer exact(Lineup lineup, double known) {
        Supply supply = new ClassSupply(lineup);
        return new ThresholdSearch(lineup, supply, new Capacity(lineup, supply), deadline).below(known);
    }

    /** A bound, and the nodes in the order of the best sequence of the merged classes. */
    private LineupAnswer relaxed(Lineup lineup, double known, double states) {
        Relaxation relaxation = Relaxation.of(lineup, states);
        LineupAnswer relaxed = exact(relaxation.lineup(), known - relaxation.charged());
        Orders orders = new Orders(lineup);
        Optional<LineupAnswer> alike = relaxed.best().map(best -> orders.best(orders.like(best, relaxation)));
        return alike.orElse(LineupAnswer.NOTHING_KNOWN).withBound(relaxed.bound() + relaxation.charged());
    }

    /**
     * The same or a better answer: a finer bound, then OptaPlanner.
     *
     * @param start what is known
     * @param seed seed of all moves
     */
    public LineupAnswer improved(Lineup lineup, LineupAnswer start, long seed) {
        LineupAnswer finer = relaxed(lineup, Double.POSITIVE_INFINITY, STATES_OF_BOUND);
        LineupAnswer better = (finer.seconds() < start.seconds() ? finer : start)
                .withBound(Math.max(start.bound(), finer.bound()));
        return searched(lineup, better, seed);
    }

    /** The same or a better answer, with OptaPlanner alone. */
    public LineupAnswer searched(Lineup lineup, LineupAnswer start, long seed) {
        Orders orders = new Orders(lineup);
        int[] order = start.best().map(orders::of).orElseGet(orders::plain);
        LineupAnswer found = orders.best(new OrderSearch(seed, deadline).improved(orders, order, start.bound()));
        return (found.seconds() < start.seconds() ? found : start).withBound(start.bound());
    }

    /** Seconds that no sequence is below, found at once; infinite if the layers do not fit. */
    public static double quickBound(Lineup lineup) {
        Lineup small = Relaxation.of(lineup, isExact(lineup) ? MOST_EXACT_STATES : STATES_OF_QUICK_BOUND).lineup();
        Optional<Cost> floor = new Capacity(small, new ClassSupply(small)).floor(Double.POSITIVE_INFINITY);
        return floor.map(cost -> cost.total(lineup.weights())).orElse(Double.POSITIVE_INFINITY);
    }

    /** Layers that find room at most. */
    public static int mostLayers(Lineup lineup) {
        Lineup small = Relaxation.of(lineup, MOST_EXACT_STATES).lineup();
        return new Reach(small, new ClassSupply(small), Cost.UNLIMITED).all();
    }
}
