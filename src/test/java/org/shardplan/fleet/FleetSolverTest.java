package org.shardplan.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.shardplan.fleet.Column.Use;
import org.shardplan.fleet.Plan.Placement;
import org.shardplan.fleet.SideRule.After;
import org.shardplan.fleet.SideRule.Apart;
import org.shardplan.solver.SearchKind;
import org.shardplan.solver.SolverOptions;
import org.shardplan.space.Deadline;

class FleetSolverTest {

    private static final int FLEETS_PER_SEED = 150;

    static LongStream seeds() {
        return LongStream.range(0, 20);
    }

    private static FleetAnswer solve(Fleet fleet, SearchKind search) {
        return new FleetSolver(new SolverOptions(search, 1, 7, Duration.ofSeconds(60))).solve(fleet);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theExactSearchProvesWhatBruteForceFinds(long seed) {
        for (int i = 0; i < FLEETS_PER_SEED; i++) {
            Fleet fleet = SmallFleets.of(seed * FLEETS_PER_SEED + i);
            FleetAnswer answer = solve(fleet, SearchKind.EXACT);
            assertThat(answer.loss()).as("fleet %d of seed %d", i, seed).isEqualTo(BruteForce.loss(fleet));
            assertThat(answer.isOptimal()).isTrue();
            assertThat(Plans.broken(fleet, answer.plan())).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theBoundOfThePricesIsNeverAboveTheOptimum(long seed) {
        for (int i = 0; i < FLEETS_PER_SEED; i++) {
            Fleet fleet = SmallFleets.of(seed * FLEETS_PER_SEED + i);
            Table table = new Table(fleet);
            PricedStart start = new PricedStart(table, new Rulings(table)).run(Deadline.never());
            long optimum = BruteForce.loss(fleet);
            assertThat(start.bound().value()).isLessThanOrEqualTo(optimum);
            assertThat(start.best().loss()).isGreaterThanOrEqualTo(optimum);
            assertThat(Plans.broken(fleet, start.best().plan())).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void bothSearchesTogetherFindTheSame(long seed) {
        Fleet fleet = SmallFleets.of(seed);
        assertThat(solve(fleet, SearchKind.BOTH).loss()).isEqualTo(BruteForce.loss(fleet));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void tenWorkloadsAreProved(long seed) {
        FleetAnswer answer = solve(GeneratedFleets.side(seed, 10), SearchKind.BOTH);
        assertThat(answer.isOptimal()).isTrue();
        assertThat(Plans.broken(answer.fleet(), answer.plan())).isEmpty();
    }

    @Test
    void optaPlannerAloneKeepsAllLimitsAndStatesItsGap() {
        Fleet fleet = GeneratedFleets.side(3, 10);
        FleetAnswer alone = new FleetSolver(new SolverOptions(SearchKind.OPTAPLANNER, 1, 7, Duration.ofSeconds(2)))
                .solve(fleet);
        FleetAnswer proved = solve(fleet, SearchKind.EXACT);
        assertThat(Plans.broken(fleet, alone.plan())).isEmpty();
        assertThat(alone.bound()).isLessThanOrEqualTo(proved.loss());
        assertThat(alone.loss()).isGreaterThanOrEqualTo(proved.loss());
    }

    private static Workload workload(int pool, int nodes, int slots, long loss) {
        return new Workload("w", List.of(new Column(new Use(pool, nodes, slots, 1, 1), loss)), 100);
    }

    @Test
    void workloadsThatMustBeApartDoNotShareAPool() {
        List<Workload> workloads = List.of(workload(0, 1, 1, 5), workload(0, 1, 1, 5));
        Capacity capacity = new Capacity(List.of(4), Capacity.UNLIMITED, Capacity.UNLIMITED, 1);
        assertThat(solve(new Fleet(capacity, workloads), SearchKind.EXACT).loss()).isEqualTo(10);
        assertThat(solve(new Fleet(capacity, workloads, List.of(new Apart(0, 1))), SearchKind.EXACT).loss())
                .isEqualTo(105);
    }

    @Test
    void aWorkloadThatWaitsStartsWhenTheOtherHasEnded() {
        List<Workload> workloads = List.of(workload(0, 1, 2, 5), workload(0, 1, 2, 5));
        Capacity capacity = new Capacity(List.of(4), Capacity.UNLIMITED, Capacity.UNLIMITED, 4);
        Plan plan = solve(new Fleet(capacity, workloads, List.of(new After(0, 1))), SearchKind.BOTH).plan();
        assertThat(plan.placements()).containsExactly(
                Optional.of(new Placement(0, 2)), Optional.of(new Placement(0, 0)));
    }

    @Test
    void aWorkloadThatWaitsForOneWithoutRoomStaysOut() {
        List<Workload> workloads = List.of(workload(0, 1, 1, 5), workload(0, 9, 1, 5));
        Capacity capacity = new Capacity(List.of(4), Capacity.UNLIMITED, Capacity.UNLIMITED, 4);
        FleetAnswer answer = solve(new Fleet(capacity, workloads, List.of(new After(0, 1))), SearchKind.EXACT);
        assertThat(answer.loss()).isEqualTo(200);
        assertThat(answer.plan().placed()).isZero();
    }
}
