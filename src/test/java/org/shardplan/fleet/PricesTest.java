package org.shardplan.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shardplan.solver.SearchKind;
import org.shardplan.solver.SolverOptions;
import org.shardplan.space.Deadline;

/** Prices against solving again with the change. */
class PricesTest {

    private static FleetAnswer solve(Fleet fleet) {
        return new FleetSolver(new SolverOptions(SearchKind.EXACT, 1, 0, Duration.ofSeconds(60))).solve(fleet);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void noPlanGainsMoreFromOneMoreNodeThanItsPriceAndTheGap(long seed) {
        Fleet fleet = GeneratedFleets.side(seed, 10);
        FleetAnswer answer = solve(fleet);
        Table table = new Table(fleet);
        long bound = new PricedStart(table, new Rulings(table)).run(Deadline.never()).bound().value();
        for (int pool = 0; pool < fleet.capacity().nodes().size(); pool++) {
            long gain = answer.loss() - solve(fleet.with(fleet.capacity().withMoreNodes(pool, 1))).loss();
            assertThat((double) gain).isBetween(0.0, answer.prices().perNode(pool) + answer.loss() - bound + 1);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void inALargeFleetPricesAreWhatALittleMoreBrings(long seed) {
        Fleet fleet = GeneratedFleets.side(seed, 200);
        Capacity capacity = fleet.capacity();
        FleetAnswer answer = solve(fleet);
        long cents = capacity.cents() / 500;
        long watts = capacity.watts() / 500;
        assertThat((double) (answer.bound() - solve(fleet.with(capacity.withMore(cents, watts))).bound()))
                .isCloseTo(cents * answer.prices().perCent() + watts * answer.prices().perWatt(),
                        Percentage.withPercentage(10));
        for (int pool = 0; pool < capacity.nodes().size(); pool++) {
            int nodes = 1 + capacity.nodes().get(pool) / 200;
            double worth = nodes * answer.prices().perNode(pool);
            double gain = answer.bound() - solve(fleet.with(capacity.withMoreNodes(pool, nodes))).bound();
            assertThat(gain).as("pool %d", pool).isBetween(0.7 * worth - 0.0001 * answer.bound(),
                    worth + 0.0001 * answer.bound());
        }
    }
}
