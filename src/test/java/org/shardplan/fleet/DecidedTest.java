package org.shardplan.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.shardplan.fleet.Draw.Kind;
import org.shardplan.fleet.Plan.Placement;
import org.shardplan.solver.SearchKind;
import org.shardplan.solver.SolverOptions;

/** Fleets with something decided beforehand against trying every plan that has it. */
class DecidedTest {

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    private static FleetAnswer solve(Fleet fleet) {
        return new FleetSolver(new SolverOptions(SearchKind.EXACT, 1, 7, Duration.ofSeconds(60))).solve(fleet);
    }

    private static Predicate<Plan> runs(int workload) {
        return plan -> plan.runs(workload);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theBestPlanThatRunsAWorkloadInOneWayIsFound(long seed) {
        Fleet fleet = SmallFleets.of(seed);
        for (int column = 0; column < fleet.workloads().get(0).columns().size(); column++) {
            int wanted = column;
            long best = BruteForce.loss(fleet, plan ->
                    plan.placements().get(0).map(Placement::column).equals(Optional.of(wanted)));
            FleetAnswer decided = solve(Decided.on(fleet, 0, column));
            assertThat(decided.plan().runs(0)).isEqualTo(best < Long.MAX_VALUE);
            if (decided.plan().runs(0)) {
                assertThat(decided.loss()).isEqualTo(best);
                assertThat(decided.plan().placements().get(0).orElseThrow().column()).isEqualTo(column);
                assertThat(Plans.broken(fleet, decided.plan())).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theBestPlanOfTheOthersIsFound(long seed) {
        Fleet fleet = SmallFleets.of(seed);
        assertThat(solve(Decided.without(fleet, index -> index == 0)).loss())
                .isEqualTo(BruteForce.loss(fleet, runs(0).negate()) - fleet.workloads().get(0).lossUnplaced());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theLeastOfALimitThatAllOfThemTakeIsFound(long seed) {
        Fleet fleet = SmallFleets.of(seed);
        for (Kind kind : Kind.values()) {
            Fleet counting = Decided.counting(fleet, column -> column.use().of(kind, 0));
            long least = BruteForce.loss(counting, plan -> plan.placed() == fleet.workloads().size());
            FleetAnswer running = solve(Decided.running(counting, index -> true));
            assertThat(running.plan().placed() == fleet.workloads().size()).isEqualTo(least < Long.MAX_VALUE);
            if (least < Long.MAX_VALUE) {
                assertThat(running.loss()).isEqualTo(least);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void rulesAreKeptByPlansAsTheyAreByTheSearch(long seed) {
        Fleet fleet = SmallFleets.of(seed);
        Plan plan = solve(new Fleet(fleet.capacity(), fleet.workloads())).plan();
        assertThat(fleet.rules().stream().filter(rule -> !rule.isKeptBy(plan, fleet)).map(Object::toString))
                .containsExactlyElementsOf(Plans.broken(fleet, plan));
    }
}
