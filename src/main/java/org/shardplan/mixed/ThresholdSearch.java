package org.shardplan.mixed;

import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;
import org.shardplan.mixed.Lineup.Weights;
import org.shardplan.space.Deadline;

/**
 * The sequence of least total cost: the exact program finds the least sum within caps of the slowest stage, closing and
 * link; the caps are searched in boxes, the most promising first. Where a box gave a sequence, nothing of the box is
 * better whose slowest stage, closing and link are all at least the sequence's: only what lies below one of them is
 * left.
 */
final class ThresholdSearch {

    /** Costs closer than this are equal: sums in another order differ by less. */
    private static final double TOLERANCE = 1e-9;
    /** By how much the cap of the slowest stage grows until there is a first sequence. */
    private static final double FIRST_STRIDE = 0.01;
    private static final double LAST_STRIDE = 20;

    private final Lineup lineup;
    private final Weights weights;
    private final StageProgram program;
    private final Capacity capacity;
    private final Deadline deadline;
    private final PriorityQueue<Box> boxes = new PriorityQueue<>(Comparator.comparingDouble(Box::bound));
    private Optional<Sequence> best = Optional.empty();
    private double known;

    ThresholdSearch(Lineup lineup, Supply supply, Capacity capacity, Deadline deadline) {
        this.lineup = lineup;
        this.weights = lineup.weights();
        this.capacity = capacity;
        this.deadline = deadline;
        this.program = new StageProgram(lineup, supply, capacity, deadline);
    }

    /**
     * Sequences whose slowest stage, closing and link lie between a floor and caps.
     *
     * @param floor what they are at least; the sum is a bound too
     * @param caps what they are at most
     * @param bound what they cost at least
     */
    private record Box(Cost floor, Cost caps, double bound) {
    }

    /** The best sequence that costs less than what is known already. */
    LineupAnswer below(double cost) {
        known = cost;
        capacity.floor(known).ifPresent(this::climb);
        while (!boxes.isEmpty() && isUseful(boxes.peek().bound()) && !deadline.isOver()) {
            splitNext();
        }
        return answer();
    }

    private LineupAnswer answer() {
        double open = boxes.isEmpty() ? Double.POSITIVE_INFINITY : boxes.peek().bound();
        double found = best.isPresent() ? known : Double.POSITIVE_INFINITY;
        return new LineupAnswer(best, found, isUseful(open) ? open : found);
    }

    private boolean isUseful(double bound) {
        return bound < known * (1 - TOLERANCE);
    }

    /** Raises the cap of the slowest stage until there is a sequence: low caps leave the program little to do. */
    private void climb(Cost lowest) {
        Cost floor = lowest;
        double stride = FIRST_STRIDE;
        while (weights.pace() > 0 && stride < LAST_STRIDE && best.isEmpty() && !deadline.isOver()) {
            double cap = lowest.slowest() * (1 + stride);
            push(floor, Cost.UNLIMITED.withSlowest(cap));
            splitNext();
            floor = floor.withSlowest(cap);
            stride *= 2;
        }
        push(floor, Cost.UNLIMITED.withSlowest(usefulSlowest(floor)));
    }

    private void push(Cost floor, Cost caps) {
        Cost raised = floor.withSum(Math.max(floor.sum(), capacity.leastSum(caps)));
        Box box = new Box(raised, caps, raised.total(weights));
        if (isUseful(box.bound()) && floor.isWithin(caps)) {
            boxes.add(box);
        }
    }

    /** A pace with which no sequence is better than the best known one. */
    private double usefulSlowest(Cost floor) {
        double room = known - floor.withSlowest(0).total(weights);
        return weights.pace() == 0 ? Double.MAX_VALUE : Math.min(Double.MAX_VALUE, room / weights.pace());
    }

    private void splitNext() {
        if (!boxes.isEmpty()) {
            split(boxes.poll());
        }
    }

    private void split(Box box) {
        double corner = box.floor().withSum(0).total(weights);
        Optional<Sequence> found = program.best(box.caps(), known * (1 - TOLERANCE) - corner);
        found.ifPresent(sequence -> learn(sequence, lineup.cost(sequence)));
        if (deadline.isOver()) {
            boxes.add(box);
        } else if (found.isPresent()) {
            Cost cost = lineup.cost(found.get());
            pushBelow(box.floor().withSum(Math.max(box.floor().sum(), cost.sum())), box.caps(), cost);
        }
    }

    private void learn(Sequence sequence, Cost cost) {
        if (cost.total(weights) < known) {
            best = Optional.of(sequence);
            known = cost.total(weights);
        }
    }

    /** What may still be better: a faster slowest stage, else a shorter closing, else a faster link. */
    private void pushBelow(Cost floor, Cost caps, Cost cost) {
        if (weights.pace() > 0 && cost.slowest() > floor.slowest()) {
            double middle = (floor.slowest() + cost.slowest()) / 2;
            push(floor, caps.withSlowest(middle));
            push(floor.withSlowest(middle), caps.withSlowest(Math.nextDown(cost.slowest())));
        }
        Cost raised = floor.withSlowest(Math.max(floor.slowest(), cost.slowest()));
        push(raised, caps.withClosing(Math.nextDown(cost.closing())));
        push(raised.withClosing(Math.max(floor.closing(), cost.closing())), caps.withLink(Math.nextDown(cost.link())));
    }
}
