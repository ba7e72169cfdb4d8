package org.shardplan.mixed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.shardplan.space.Deadline;

class ThresholdSearchTest {

    private static final int LINEUPS_PER_SEED = 150;

    static LongStream seeds() {
        return LongStream.range(0, 20);
    }

    private static LineupAnswer best(Lineup lineup, StageGraph graph) {
        return new ThresholdSearch(graph, new PricedProgram(graph)).below(Double.POSITIVE_INFINITY, Deadline.never());
    }

    /** However few nodes the graph counts: none at all, some classes together, each class. */
    @ParameterizedTest
    @MethodSource("seeds")
    void theSearchProvesWhatBruteForceFinds(long seed) {
        int feasible = 0;
        for (int i = 0; i < LINEUPS_PER_SEED; i++) {
            Lineup lineup = GeneratedLineups.small(seed * LINEUPS_PER_SEED + i);
            double least = BruteForce.leastCost(lineup);
            feasible += Double.isFinite(least) ? 1 : 0;
            for (long blocks : new long[] {0, 20, 40, 1000}) {
                assertIsProved(lineup, best(lineup, Alike.graph(lineup, blocks)), least);
            }
        }
        assertThat(feasible).isGreaterThan(LINEUPS_PER_SEED / 2);
    }

    private static void assertIsProved(Lineup lineup, LineupAnswer answer, double least) {
        if (Double.isInfinite(least)) {
            assertThat(answer.best()).as("%s", lineup).isEmpty();
            assertThat(answer.bound()).isInfinite();
        } else {
            assertThat(answer.seconds()).as("%s", lineup).isCloseTo(least, within(1e-9 * least));
            assertThat(lineup.cost(answer.best().orElseThrow()).total(lineup.weights())).isEqualTo(answer.seconds());
            assertThat(answer.bound()).isEqualTo(answer.seconds());
        }
    }

    /** Whatever nodes are priced at, and whatever stages, closings and links are capped at. */
    @ParameterizedTest
    @MethodSource("seeds")
    void noRelaxationIsEverAboveTheOptimum(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < LINEUPS_PER_SEED; i++) {
            Lineup lineup = GeneratedLineups.small(seed * LINEUPS_PER_SEED + i);
            Cost caps = new Cost(0, 1 + 4 * random.nextDouble(), 1 + random.nextDouble(), 0.1 + random.nextDouble());
            double least = BruteForce.leastSum(lineup, caps);
            for (long blocks : new long[] {0, 20, 40, 1000}) {
                double[] directions = random.doubles(lineup.classes().size(), -1, 1).toArray();
                Prices prices = Prices.none(lineup).moved(lineup, directions, random.nextDouble());
                Relaxed relaxed = Relaxed.of(Alike.graph(lineup, blocks), caps, prices);
                assertThat(relaxed.bound()).as("lineup %d of seed %d", i, seed)
                        .isLessThanOrEqualTo(least + 1e-9);
            }
        }
    }

    /** A search that is stopped and asked again ends where one that was never stopped does. */
    @ParameterizedTest
    @MethodSource("seeds")
    void aSearchThatIsStoppedGoesOn(long seed) {
        Lineup lineup = GeneratedLineups.small(seed);
        ThresholdSearch search = ThresholdSearch.ofAll(lineup);
        LineupAnswer stopped = search.below(Double.POSITIVE_INFINITY, Deadline.after(Duration.ZERO));
        LineupAnswer whole = best(lineup, Alike.graph(lineup));
        assertThat(stopped.bound()).isLessThanOrEqualTo(whole.seconds() * (1 + 1e-9));
        assertThat(search.below(Double.POSITIVE_INFINITY, Deadline.never())).isEqualTo(whole);
    }
}
