package org.shardplan.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shardplan.solver.SearchKind;
import org.shardplan.solver.SolverOptions;

class ReplanningTest {

    private static FleetAnswer solve(Fleet fleet) {
        return new FleetSolver(new SolverOptions(SearchKind.EXACT, 1, 0, Duration.ofSeconds(60))).solve(fleet);
    }

    private static Fleet shrunk(Fleet fleet) {
        Capacity capacity = fleet.capacity();
        List<Integer> fewer = capacity.nodes().stream().map(nodes -> nodes * 2 / 3).toList();
        return fleet.with(new Capacity(fewer, capacity.cents(), capacity.watts(), capacity.slots()));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void theDearerAChangeTheFewerThereAre(long seed) {
        Fleet fleet = GeneratedFleets.side(seed, 10);
        Plan present = solve(fleet).plan();
        Fleet shrunk = shrunk(fleet);
        long before = Long.MAX_VALUE;
        for (long penalty : new long[] {0, 100_000, 10_000_000, 1_000_000_000_000L}) {
            Plan plan = solve(Replanning.of(shrunk, present, penalty)).plan();
            assertThat(Plans.broken(shrunk, plan)).isEmpty();
            assertThat(plan.changes(present)).isLessThanOrEqualTo(before);
            before = plan.changes(present);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void whatStillFitsAndIsDearToChangeStays(long seed) {
        Fleet fleet = GeneratedFleets.side(seed, 10);
        Plan present = solve(fleet).plan();
        assertThat(solve(Replanning.of(fleet, present, 1_000_000_000L)).plan()).isEqualTo(present);
    }
}
