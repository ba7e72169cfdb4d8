package org.shardplan.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shardplan.fleet.Draw.Kind;
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
            long gain = answer.loss() - solve(fleet.with(fleet.capacity().withMore(Kind.INVENTORY, pool, 1))).loss();
            assertThat((double) gain).isBetween(0.0, answer.prices().perNode(pool) + answer.loss() - bound + 1);
        }
    }

    /** The bound is concave in what there is, so its price lies between what a little more and a little less brings. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void inALargeFleetMoreBringsAtMostThePriceAndLessCostsAtLeastThePrice(long seed) {
        Fleet fleet = GeneratedFleets.side(seed, 200);
        Capacity capacity = fleet.capacity();
        Prices prices = solve(fleet).prices();
        long cents = capacity.cents() / 50;
        long watts = capacity.watts() / 50;
        assertBrackets(fleet, capacity.withMore(Kind.BUDGET, 0, cents), capacity.withMore(Kind.BUDGET, 0, -cents),
                cents * prices.perCent());
        assertBrackets(fleet, capacity.withMore(Kind.POWER, 0, watts), capacity.withMore(Kind.POWER, 0, -watts),
                watts * prices.perWatt());
        for (int pool = 0; pool < capacity.nodes().size(); pool++) {
            int nodes = 1 + capacity.nodes().get(pool) / 50;
            assertBrackets(fleet, capacity.withMore(Kind.INVENTORY, pool, nodes),
                    capacity.withMore(Kind.INVENTORY, pool, -nodes), nodes * prices.perNode(pool));
        }
    }

    private static void assertBrackets(Fleet fleet, Capacity more, Capacity less, double price) {
        long bound = solve(fleet).bound();
        double unconverged = 1e-4 * bound;
        assertThat((double) (bound - solve(fleet.with(more)).bound())).isLessThanOrEqualTo(price + unconverged);
        assertThat((double) (solve(fleet.with(less)).bound() - bound)).isGreaterThanOrEqualTo(price - unconverged);
    }

    @Test
    void atLeastOneLimitOfATightFleetHasAPrice() {
        FleetAnswer answer = solve(GeneratedFleets.side(1, 200));
        assertThat(answer.prices().perCent() + answer.prices().perWatt() + answer.prices().perNode(0)).isPositive();
    }
}
