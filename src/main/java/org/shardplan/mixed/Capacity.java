package org.shardplan.mixed;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.DoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.shardplan.mixed.StageCosts.Row;

/** What pipelines take at least, before any is put together. */
final class Capacity {

    private static final double PRECISION = 1e-3;
    private static final double ROUNDING = 1e-9;

    private final Lineup lineup;
    private final StageGraph graph;
    /** By class: the least seconds of a layer. */
    private final double[] secondsPerLayer;
    private final int[] fastestFirst;
    private final double leastLink;
    private final double leastLinks;

    Capacity(StageGraph graph) {
        this.lineup = graph.lineup();
        this.graph = graph;
        this.secondsPerLayer = new double[lineup.classes().size()];
        Arrays.fill(secondsPerLayer, Double.POSITIVE_INFINITY);
        for (int group = 0; group < lineup.groups().size(); group++) {
            int nodeClass = lineup.groups().get(group).nodeClass();
            double least = Math.min(perLayer(lineup.costs().row(group, 0, false)),
                    perLayer(lineup.costs().row(group, 1, false)));
            secondsPerLayer[nodeClass] = Math.min(secondsPerLayer[nodeClass], least);
        }
        this.fastestFirst = IntStream.range(0, secondsPerLayer.length).boxed()
                .sorted(Comparator.comparingDouble(i -> secondsPerLayer[i])).mapToInt(i -> i).toArray();
        this.leastLink = Stream.of(lineup.links().seconds()).flatMapToDouble(Arrays::stream).min().orElse(0);
        this.leastLinks = Math.max(1, leastStages() - 1) * leastLink;
    }

    private static double perLayer(Row row) {
        return IntStream.rangeClosed(1, row.mostLayers()).mapToDouble(layers -> row.seconds()[layers] / layers)
                .min().orElse(Double.POSITIVE_INFINITY);
    }

    /** The sum of any pipeline within the caps: fast nodes take as many layers as they hold behind few others. */
    double leastSum(Cost caps) {
        double[] perNode = new double[secondsPerLayer.length];
        for (int group = 0; group < lineup.groups().size(); group++) {
            Group nodes = lineup.groups().get(group);
            double most = Math.max(lineup.costs().row(group, 0, false).mostLayers(caps),
                    lineup.costs().row(group, 1, false).mostLayers(caps));
            perNode[nodes.nodeClass()] = Math.max(perNode[nodes.nodeClass()], most / nodes.nodes());
        }
        double left = lineup.layers();
        double sum = leastLinks;
        for (int i = 0; i < fastestFirst.length && left > 0; i++) {
            double layers = Math.min(left, lineup.classes().get(fastestFirst[i]).nodes() * perNode[fastestFirst[i]]);
            sum += layers == 0 ? 0 : layers * secondsPerLayer[fastestFirst[i]];
            left -= layers;
        }
        return left > ROUNDING ? Double.POSITIVE_INFINITY : sum * (1 - ROUNDING);
    }

    /**
     * What the parts of any pipeline are at least; empty if the layers do not fit or no pipeline costs less than what
     * is known already.
     */
    Optional<Cost> floor(double known) {
        double sum = leastSum(Cost.UNLIMITED);
        double pace = lineup.weights().pace();
        Cost caps = Cost.UNLIMITED.withSlowest(
                pace == 0 ? Double.MAX_VALUE : Math.min(Double.MAX_VALUE, (known - sum) / pace));
        return !isEnough(caps) ? Optional.empty()
                : Optional.of(new Cost(
                        sum, least(caps::withSlowest), least(caps::withClosing), leastLink));
    }

    private int leastStages() {
        return IntStream.range(0, graph.supply().states()).filter(graph.supply()::mayEnd).filter(graph::isReached)
                .map(graph::fewestStages).min().orElse(0);
    }

    /** A value that is too little, and almost enough. */
    private double least(DoubleFunction<Cost> caps) {
        double low = 0;
        double high = 1;
        while (!isEnough(caps.apply(high))) {
            low = high;
            high *= 2;
        }
        while (high - low > PRECISION * high) {
            double middle = (low + high) / 2;
            if (isEnough(caps.apply(middle))) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return low;
    }

    private boolean isEnough(Cost caps) {
        return Double.isFinite(leastSum(caps)) && new Reach(graph, caps).isEnough();
    }
}
