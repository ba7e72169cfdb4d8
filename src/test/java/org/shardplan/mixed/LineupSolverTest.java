package org.shardplan.mixed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shardplan.space.Deadline;

class LineupSolverTest {

    private static LineupSolver within(int seconds) {
        return new LineupSolver(Deadline.after(Duration.ofSeconds(seconds)));
    }

    /** OptaPlanner ends by itself: at the bound, or when 20,000 steps brought nothing better. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void optaPlannerFindsTheBestOrderOfSmallLineupsByItself(long seed) {
        Lineup lineup = GeneratedLineups.small(seed);
        double least = BruteForce.leastCost(lineup);
        LineupAnswer start = LineupAnswer.NOTHING_KNOWN.withBound(ThresholdSearch.ofAll(lineup).quickBound());
        LineupAnswer answer = within(60).searched(lineup, start, seed);
        if (Double.isInfinite(least)) {
            assertThat(answer.best()).isEmpty();
        } else {
            assertThat(answer.seconds()).isCloseTo(least, offset(1e-9 * least));
            assertThat(answer.bound()).isLessThanOrEqualTo(least * (1 + 1e-9));
        }
    }

    @Test
    void theBestSequenceOfAnOrderCostsNoLessThanTheBestOfAll() {
        Lineup lineup = GeneratedLineups.classes(1, 12, 1);
        LineupAnswer exact = within(60).below(lineup, Double.POSITIVE_INFINITY);
        Orders orders = new Orders(lineup);
        assertThat(orders.best(orders.of(exact.best().orElseThrow())).seconds())
                .isCloseTo(exact.seconds(), offset(1e-9 * exact.seconds()));
        assertThat(new Orders(lineup).best(orders.plain()).seconds()).isGreaterThan(exact.seconds());
    }

    /** There are 24! orders of 24 nodes that all differ. */
    @Test
    void theBestOfManyDifferentNodesIsProvedAndOptaPlannerFindsNothingBetter() {
        Lineup lineup = GeneratedLineups.allDifferent(1, 24, true);
        LineupAnswer exact = within(600).below(lineup, Double.POSITIVE_INFINITY);
        assertThat(exact.bound()).isEqualTo(exact.seconds());
        assertThat(lineup.cost(exact.best().orElseThrow()).total(lineup.weights())).isEqualTo(exact.seconds());
        LineupAnswer searched = within(3).searched(lineup, LineupAnswer.NOTHING_KNOWN, 1);
        assertThat(searched.seconds()).isBetween(exact.seconds(), 1.1 * exact.seconds());
    }
}
