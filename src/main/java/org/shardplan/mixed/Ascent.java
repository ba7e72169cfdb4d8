package org.shardplan.mixed;

import java.util.Arrays;
import java.util.Optional;

/**
 * Raises the bound of relaxed pipelines by moving prices: nodes used too often become dearer, those left out cheaper.
 *
 * <p>Source: steps of Polyak 1969, "Minimization of unsmooth functionals"; directions smoothed as in Camerini, Fratta
 * and Maffioli 1975, "On improving relaxation methods by modified gradient techniques".
 */
final class Ascent {

    /** Share of the direction before that is kept. */
    private static final double MEMORY = 0.4;
    /** What strides are multiplied by after a step that brought something. */
    private static final double LONGER = 1.2;
    /** What strides are multiplied by after so many steps that brought nothing. */
    private static final double SHORTER = 0.7;
    private static final int PATIENCE = 3;
    /** Of the bound: what is aimed at beyond it, at least and at most. */
    private static final double LEAST_AIM = 1e-4;
    private static final double MOST_AIM = 0.02;

    private final StageGraph graph;
    private final Cost caps;
    private final double[] direction;
    private Relaxed now;
    private Relaxed best;
    private Sequence sequence;
    private Optional<Sequence> found = Optional.empty();
    private double least = Double.POSITIVE_INFINITY;
    private double stride = 1;
    private int failures;

    Ascent(StageGraph graph, Cost caps, Prices start) {
        this.graph = graph;
        this.caps = caps;
        this.direction = new double[graph.lineup().classes().size()];
        this.now = Relaxed.of(graph, caps, start);
        this.best = now;
        look();
    }

    /** The pipelines of the best prices. */
    Relaxed best() {
        return best;
    }

    /** The best sequence met that counts its nodes right. */
    Optional<Sequence> found() {
        return found;
    }

    private void look() {
        if (Double.isFinite(now.bound())) {
            sequence = now.sequence();
            if (now.isPossible(sequence) && graph.lineup().cost(sequence).sum() < least) {
                found = Optional.of(sequence);
                least = graph.lineup().cost(sequence).sum();
            }
        }
    }

    /** One step towards sums that are of no use. */
    void step(double useless) {
        int[] excess = Prices.excess(graph.lineup(), sequence);
        for (int i = 0; i < excess.length; i++) {
            direction[i] = (1 - MEMORY) * excess[i] + MEMORY * direction[i];
        }
        double size = Math.abs(best.bound());
        double aim = Math.max(Math.min(useless - now.bound(), MOST_AIM * size), LEAST_AIM * size);
        double length = Arrays.stream(direction).map(part -> part * part).sum();
        double way = length == 0 ? 0 : stride * aim / length;
        now = Relaxed.of(graph, caps, now.prices().moved(graph.lineup(), direction, way));
        judge();
        look();
    }

    private void judge() {
        if (now.bound() > best.bound()) {
            best = now;
            failures = 0;
            stride *= LONGER;
        } else if (++failures > PATIENCE) {
            stride *= SHORTER;
            failures = 0;
        }
    }
}
