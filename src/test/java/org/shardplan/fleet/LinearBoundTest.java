package org.shardplan.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.shardplan.space.Deadline;

/** The bound of the prices against the linear relaxation, which no Lagrangian bound of these limits can exceed. */
class LinearBoundTest {

    /** The simplex method is exact to about so much. */
    private static final double EXACT = 1e-6;

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    private static PricedStart priced(Fleet fleet) {
        Table table = new Table(fleet);
        return new PricedStart(table, new Rulings(table)).run(Deadline.never());
    }

    /** In percent of the linear optimum. */
    private static double percentBelow(Fleet fleet, String name) {
        double linear = LinearRelaxation.loss(fleet);
        PricedStart start = priced(fleet);
        assertThat((double) start.bound().value()).as("bound of " + name).isLessThanOrEqualTo(
                Math.ceil(linear * (1 + EXACT)));
        assertThat(linear * (1 - EXACT)).as("linear optimum of " + name).isLessThanOrEqualTo(start.best().loss());
        return 100 * (linear - start.bound().value()) / linear;
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void betweenTheBoundAndTheBestOfAllPlansLiesTheLinearOptimum(long seed) {
        Fleet fleet = SmallFleets.of(seed);
        double linear = LinearRelaxation.loss(fleet);
        assertThat((double) priced(fleet).bound().value()).isLessThanOrEqualTo(Math.ceil(linear + EXACT * (1 + linear)));
        assertThat(linear).isLessThanOrEqualTo(BruteForce.loss(fleet) * (1 + EXACT) + EXACT);
    }

    @ParameterizedTest
    @CsvSource({"1, 10", "2, 10", "3, 10", "4, 10", "5, 10", "1, 50", "1, 100"})
    void sideBySideTheBoundIsNearTheLinearOptimum(long seed, int workloads) {
        assertThat(percentBelow(GeneratedFleets.side(seed, workloads), workloads + " side by side, seed " + seed))
                .isLessThanOrEqualTo(0.05);
    }

    @ParameterizedTest
    @CsvSource({"1, 5", "2, 5", "3, 5", "2, 10"})
    void onAWeeklyGridTheBoundIsPercentsBelowTheLinearOptimum(long seed, int workloads) {
        assertThat(percentBelow(GeneratedFleets.week(seed, workloads), workloads + " over a week, seed " + seed))
                .isLessThanOrEqualTo(3);
    }
}
