package org.shardplan.mixed;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.shardplan.mixed.StageCosts.Row;

/**
 * How many layers nodes hold at most and how long a layer takes at least, wherever in the pipeline they stand: as on the
 * last two stages, where fewest micro-batches are in flight.
 */
final class Capacity {

    private static final double ROUNDING = 1e-9;

    private final Lineup lineup;
    private final double[] secondsPerLayer;
    private final Integer[] fastestFirst;

    Capacity(Lineup lineup) {
        this.lineup = lineup;
        this.secondsPerLayer = new double[lineup.classes().size()];
        Arrays.fill(secondsPerLayer, Double.POSITIVE_INFINITY);
        IntStream.range(0, lineup.groups().size()).forEach(this::learn);
        this.fastestFirst = IntStream.range(0, secondsPerLayer.length).boxed()
                .sorted(Comparator.comparingDouble(i -> secondsPerLayer[i])).toArray(Integer[]::new);
    }

    private void learn(int group) {
        int nodeClass = lineup.groups().get(group).nodeClass();
        for (Row row : new Row[] {last(group), middle(group)}) {
            for (int layers = 1; layers <= row.mostLayers(); layers++) {
                secondsPerLayer[nodeClass] = Math.min(secondsPerLayer[nodeClass], row.seconds()[layers] / layers);
            }
        }
    }

    private Row last(int group) {
        return lineup.costs().row(group, 0, false);
    }

    private Row middle(int group) {
        return lineup.costs().row(group, 1, false);
    }

    /** Layers a node of each class holds at most when no stage takes longer than this. */
    double[] perNode(double slowest) {
        double[] most = new double[lineup.classes().size()];
        for (int group = 0; group < lineup.groups().size(); group++) {
            Group nodes = lineup.groups().get(group);
            double layers = Math.max(last(group).mostLayers(slowest), middle(group).mostLayers(slowest));
            most[nodes.nodeClass()] = Math.max(most[nodes.nodeClass()], layers / nodes.nodes());
        }
        return most;
    }

    /** Layers all nodes hold at most when no stage takes longer than this. */
    double all(double slowest) {
        double[] perNode = perNode(slowest);
        return IntStream.range(0, perNode.length)
                .mapToDouble(i -> lineup.classes().get(i).nodes() * perNode[i]).sum() + ROUNDING;
    }

    /** A pace no pipeline is faster than; infinite if the layers do not fit at all. */
    double leastSlowest() {
        if (all(Double.MAX_VALUE) < lineup.layers()) {
            return Double.POSITIVE_INFINITY;
        }
        double tooFast = 0;
        double enough = 1;
        while (all(enough) < lineup.layers()) {
            tooFast = enough;
            enough *= 2;
        }
        while (enough - tooFast > ROUNDING * enough) {
            double middle = (tooFast + enough) / 2;
            if (all(middle) < lineup.layers()) {
                tooFast = middle;
            } else {
                enough = middle;
            }
        }
        return tooFast;
    }

    /** Seconds that so many layers take at least, one after the other. */
    double leastSum(double layers) {
        return layers * secondsPerLayer[fastestFirst[0]];
    }

    /** Seconds that all layers take at least when no stage takes longer than this: fast nodes first. */
    double leastSumWithin(double slowest) {
        double[] perNode = perNode(slowest);
        double left = lineup.layers();
        double sum = 0;
        for (int nodeClass : fastestFirst) {
            double layers = Math.min(left, lineup.classes().get(nodeClass).nodes() * perNode[nodeClass]);
            sum += layers == 0 ? 0 : layers * secondsPerLayer[nodeClass];
            left -= layers;
        }
        return sum;
    }
}
