package org.shardplan.mixed;

import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;
import org.shardplan.mixed.Lineup.Weights;
import org.shardplan.mixed.Program.Outcome;
import org.shardplan.space.Deadline;

/**
 * The sequence of least total cost: the exact program finds the least sum within caps of the slowest stage, closing and
 * link; the caps are searched in boxes, the most promising first. Where a box gave a sequence, nothing of the box is
 * better whose slowest stage, closing and link are all at least the sequence's: only what lies below one of them is
 * left.
 */
public final class ThresholdSearch {

    /** Costs closer than this are equal: sums in another order differ by less. */
    private static final double TOLERANCE = 1e-9;
    /** By how much the cap of the slowest stage grows until there is a first sequence. */
    private static final double FIRST_STRIDE = 0.01;
    private static final double LAST_STRIDE = 20;

    private final Lineup lineup;
    private final Weights weights;
    private final Program program;
    private final Capacity capacity;
    private final PriorityQueue<Box> boxes = new PriorityQueue<>(Comparator.comparingDouble(Box::bound));
    private Optional<Sequence> best = Optional.empty();
    private double least = Double.POSITIVE_INFINITY;
    private double known = Double.POSITIVE_INFINITY;
    private boolean isBegun;

    ThresholdSearch(StageGraph graph, Program program) {
        this.lineup = graph.lineup();
        this.weights = lineup.weights();
        this.capacity = new Capacity(graph);
        this.program = program;
    }

    /** Every order of the nodes. */
    public static ThresholdSearch ofAll(Lineup lineup) {
        StageGraph graph = Alike.graph(lineup);
        return new ThresholdSearch(graph, new PricedProgram(graph));
    }

    /** One order of the nodes. */
    static ThresholdSearch of(Lineup lineup, int[] order) {
        StageGraph graph = new StageGraph(lineup, new OrderSupply(lineup, order));
        return new ThresholdSearch(graph, new OrderProgram(graph));
    }

    /**
     * Sequences whose slowest stage, closing and link lie between a floor and caps.
     *
     * @param floor what they are at least; the sum is a bound too
     * @param caps what they are at most
     * @param bound what they cost at least
     * @param effort how often it was tried
     */
    private record Box(Cost floor, Cost caps, double bound, int effort) {
    }

    /** Seconds that no sequence is below, found at once; infinite if the layers do not fit. */
    public double quickBound() {
        return capacity.floor(Double.POSITIVE_INFINITY).map(floor -> floor.total(weights))
                .orElse(Double.POSITIVE_INFINITY);
    }

    /** The best sequence that costs less than what is known already; asked again, the search goes on. */
    public LineupAnswer below(double cost, Deadline deadline) {
        known = Math.min(known, cost);
        if (!isBegun) {
            isBegun = true;
            capacity.floor(known).ifPresent(floor -> climb(floor, deadline));
        }
        while (!boxes.isEmpty() && isUseful(boxes.peek().bound()) && !deadline.isOver()) {
            splitNext(deadline);
        }
        double open = boxes.isEmpty() ? Double.POSITIVE_INFINITY : boxes.peek().bound();
        return new LineupAnswer(best, least, isUseful(open) ? open : least);
    }

    private boolean isUseful(double bound) {
        return bound < known * (1 - TOLERANCE);
    }

    /** Raises the cap of the slowest stage until there is a sequence: low caps leave the program little to do. */
    private void climb(Cost lowest, Deadline deadline) {
        Cost floor = lowest;
        double stride = FIRST_STRIDE;
        while (weights.pace() > 0 && stride < LAST_STRIDE && best.isEmpty() && !deadline.isOver()) {
            double cap = lowest.slowest() * (1 + stride);
            push(floor, Cost.UNLIMITED.withSlowest(cap), 0);
            splitNext(deadline);
            floor = floor.withSlowest(cap);
            stride *= 2;
        }
        push(floor, Cost.UNLIMITED.withSlowest(usefulSlowest(floor)), 0);
    }

    private void push(Cost floor, Cost caps, int effort) {
        Cost raised = floor.withSum(Math.max(floor.sum(), capacity.leastSum(caps)));
        Box box = new Box(raised, caps, raised.total(weights), effort);
        if (isUseful(box.bound()) && floor.isWithin(caps)) {
            boxes.add(box);
        }
    }

    /** A pace with which no sequence is better than the best known one. */
    private double usefulSlowest(Cost floor) {
        double room = known - floor.withSlowest(0).total(weights);
        return weights.pace() == 0 ? Double.MAX_VALUE : Math.min(Double.MAX_VALUE, room / weights.pace());
    }

    private void splitNext(Deadline deadline) {
        if (!boxes.isEmpty()) {
            split(boxes.poll(), deadline);
        }
    }

    private void split(Box box, Deadline deadline) {
        double corner = box.floor().withSum(0).total(weights);
        Outcome outcome = program.best(box.caps(), known * (1 - TOLERANCE) - corner, box.effort(), deadline);
        outcome.found().ifPresent(sequence -> learn(sequence, lineup.cost(sequence).total(weights)));
        Cost floor = box.floor().withSum(Math.max(box.floor().sum(), outcome.bound()));
        outcome.relaxed().or(outcome::found).map(lineup::cost).ifPresent(cost -> {
            pushBelow(floor, box.caps(), cost);
            if (!outcome.isProved()) {
                push(floor.raised(cost), box.caps(), box.effort() + 1);
            }
        });
    }

    private void learn(Sequence sequence, double cost) {
        if (cost < known) {
            best = Optional.of(sequence);
            least = cost;
            known = cost;
        }
    }

    /** What may still be better: a faster slowest stage, else a shorter closing, else a faster link. */
    private void pushBelow(Cost floor, Cost caps, Cost cost) {
        if (weights.pace() > 0 && cost.slowest() > floor.slowest()) {
            double middle = (floor.slowest() + cost.slowest()) / 2;
            push(floor, caps.withSlowest(middle), 0);
            push(floor.withSlowest(middle), caps.withSlowest(Math.nextDown(cost.slowest())), 0);
        }
        Cost raised = floor.withSlowest(Math.max(floor.slowest(), cost.slowest()));
        push(raised, caps.withClosing(Math.nextDown(cost.closing())), 0);
        push(raised.withClosing(Math.max(floor.closing(), cost.closing())),
                caps.withSlowestLink(Math.nextDown(cost.link())), 0);
    }
}
