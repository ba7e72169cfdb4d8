package org.shardplan.mixed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.shardplan.space.Deadline;

class ThresholdSearchTest {

    private static final int LINEUPS_PER_SEED = 150;

    static LongStream seeds() {
        return LongStream.range(0, 20);
    }

    private static LineupAnswer exact(Lineup lineup) {
        Supply supply = new ClassSupply(lineup);
        return new ThresholdSearch(lineup, supply, new Capacity(lineup, supply), Deadline.never())
                .below(Double.POSITIVE_INFINITY);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theSearchProvesWhatBruteForceFinds(long seed) {
        int feasible = 0;
        for (int i = 0; i < LINEUPS_PER_SEED; i++) {
            Lineup lineup = GeneratedLineups.small(seed * LINEUPS_PER_SEED + i);
            double least = BruteForce.leastCost(lineup);
            LineupAnswer answer = exact(lineup);
            if (Double.isInfinite(least)) {
                assertThat(answer.best()).as("lineup %d of seed %d", i, seed).isEmpty();
                assertThat(answer.bound()).isInfinite();
            } else {
                feasible++;
                assertThat(answer.seconds()).as("lineup %d of seed %d", i, seed)
                        .isCloseTo(least, within(1e-9 * least));
                assertThat(lineup.cost(answer.best().orElseThrow()).total(lineup.weights()))
                        .isEqualTo(answer.seconds());
                assertThat(answer.bound()).isEqualTo(answer.seconds());
            }
        }
        assertThat(feasible).isGreaterThan(LINEUPS_PER_SEED / 2);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void noRelaxationIsEverAboveTheOptimum(long seed) {
        for (int i = 0; i < LINEUPS_PER_SEED; i++) {
            Lineup lineup = GeneratedLineups.small(seed * LINEUPS_PER_SEED + i);
            double least = BruteForce.leastCost(lineup);
            for (int states : new int[] {1, 6, 12}) {
                Relaxation relaxation = Relaxation.of(lineup, states);
                double bound = exact(relaxation.lineup()).bound() + relaxation.charged();
                assertThat(bound).as("lineup %d of seed %d", i, seed).isLessThanOrEqualTo(least * (1 + 1e-9));
            }
        }
    }
}
