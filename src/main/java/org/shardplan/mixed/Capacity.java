package org.shardplan.mixed;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.DoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.shardplan.mixed.StageCosts.Row;

/** What pipelines take at least, before any is put together. */
final class Capacity {

    private static final double PRECISION = 1e-3;

    private final Lineup lineup;
    private final Supply supply;
    private final double secondsPerLayer;
    private final double leastLink;

    Capacity(Lineup lineup, Supply supply) {
        this.lineup = lineup;
        this.supply = supply;
        this.secondsPerLayer = IntStream.range(0, lineup.groups().size())
                .mapToDouble(group -> Math.min(perLayer(lineup.costs().row(group, 0, false)),
                        perLayer(lineup.costs().row(group, 1, false))))
                .min().orElse(Double.POSITIVE_INFINITY);
        this.leastLink = Stream.of(lineup.links()).flatMapToDouble(Arrays::stream).min().orElse(0);
    }

    private static double perLayer(Row row) {
        return IntStream.rangeClosed(1, row.mostLayers()).mapToDouble(layers -> row.seconds()[layers] / layers)
                .min().orElse(Double.POSITIVE_INFINITY);
    }

    /** Seconds that so many layers take at least, one after the other, few micro-batches being in flight. */
    double leastSum(int layers) {
        return layers * secondsPerLayer;
    }

    /** What the parts of any pipeline are at least; empty if the layers do not fit. */
    Optional<Cost> floor() {
        if (!isEnough(Cost.UNLIMITED)) {
            return Optional.empty();
        }
        double links = Math.max(1, leastStages() - 1) * leastLink;
        return Optional.of(new Cost(leastSum(lineup.layers()) + links, least(Cost.UNLIMITED::withSlowest),
                least(Cost.UNLIMITED::withClosing), leastLink));
    }

    private int leastStages() {
        return IntStream.range(0, supply.states()).filter(supply::mayEnd).map(supply::leastStages).min().orElse(0);
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
        return new Reach(lineup, supply, caps).isEnough();
    }
}
