package org.shardplan.mixed;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.shardplan.space.Deadline;

/**
 * Searches all orders of the nodes: prices are moved until the relaxed pipelines are of no use or count their nodes
 * right; in between, sequences are searched below thresholds that rise from the bound on.
 */
final class PricedProgram implements Program {

    private static final int ROUNDS = 5;
    private static final int STEPS = 10;
    private static final double FIRST_LABELS = 500;
    private static final double MOST_LABELS = 2_000_000;
    private static final double MORE_LABELS = 3;
    /** Of the relaxed sum: by how much the first threshold is above the bound. */
    private static final double FIRST_RISE = 1e-4;
    /** Sums in another order differ by less. */
    private static final double TOLERANCE = 1e-10;

    private final StageGraph graph;
    private Prices prices;

    PricedProgram(StageGraph graph) {
        this.graph = graph;
        this.prices = Prices.none(graph.lineup());
    }

    @Override
    public Outcome best(Cost caps, double useless, int effort, Deadline deadline) {
        Attempt attempt = new Attempt(new Ascent(graph, caps, prices), Math.min(useless, most(caps)), deadline);
        for (int round = 0; round < ROUNDS + effort && attempt.isOpen(); round++) {
            attempt.search((int) Math.min(MOST_LABELS, FIRST_LABELS * Math.pow(MORE_LABELS, round)));
            attempt.raise();
        }
        prices = attempt.ascent.best().prices();
        return attempt.outcome();
    }

    /** A sum that no sequence within the caps reaches. */
    private double most(Cost caps) {
        double link = Stream.of(graph.lineup().links().seconds()).flatMapToDouble(Arrays::stream).max().orElse(0);
        return 1 + graph.lineup().nodes() * (caps.slowest() + link);
    }

    /** One question. */
    private final class Attempt {

        private final Ascent ascent;
        private final Deadline deadline;
        private Optional<Sequence> found = Optional.empty();
        private double least;
        private double bound;

        Attempt(Ascent ascent, double useless, Deadline deadline) {
            this.ascent = ascent;
            this.deadline = deadline;
            this.least = useless;
            look();
        }

        private void look() {
            bound = Math.max(bound, ascent.best().bound());
            ascent.found().ifPresent(this::learn);
        }

        private void learn(Sequence sequence) {
            double sum = graph.lineup().cost(sequence).sum();
            if (sum < least) {
                found = Optional.of(sequence);
                least = sum;
            }
        }

        private boolean isProved() {
            return bound >= least * (1 - TOLERANCE) || Double.isInfinite(bound);
        }

        boolean isOpen() {
            return !isProved() && !deadline.isOver();
        }

        void raise() {
            for (int i = 0; i < STEPS && isOpen(); i++) {
                ascent.step(least);
                look();
            }
        }

        /** Raises the threshold until there is a sequence below it, or too many labels. */
        void search(int labels) {
            double rise = isOpen() ? FIRST_RISE * graph.lineup().cost(ascent.best().sequence()).sum() : 0;
            boolean isComplete = true;
            while (isComplete && isOpen()) {
                double threshold = Math.min(bound + rise, least);
                LabelSearch search = new LabelSearch(ascent.best(), labels, deadline);
                Optional<Sequence> best = search.below(threshold);
                best.ifPresent(this::learn);
                isComplete = search.isComplete();
                bound = !isComplete ? bound : best.isPresent() ? least : Math.max(threshold, search.bound());
                rise *= 2;
            }
        }

        Outcome outcome() {
            if (!isProved()) {
                return new Outcome(found, bound, Optional.of(ascent.best().sequence()));
            }
            return found.map(sequence -> Outcome.proved(sequence, least)).orElse(Outcome.NONE);
        }
    }
}
