package org.shardplan.fleet.optaplanner;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.optaplanner.core.api.score.buildin.hardsoftlong.HardSoftLongScore;
import org.optaplanner.core.api.solver.SolutionManager;
import org.optaplanner.core.api.solver.SolverFactory;
import org.optaplanner.core.config.solver.EnvironmentMode;
import org.shardplan.fleet.Assignment;
import org.shardplan.fleet.Fleet;
import org.shardplan.fleet.GeneratedFleets;
import org.shardplan.fleet.Plan;
import org.shardplan.fleet.Prices;
import org.shardplan.fleet.Rulings;
import org.shardplan.fleet.SmallFleets;
import org.shardplan.fleet.Table;
import org.shardplan.space.Deadline;

class FleetScoreTest {

    private static final SolutionManager<FleetPlan, HardSoftLongScore> STREAMS =
            SolutionManager.create(SolverFactory.create(FleetSettings.scoring()));

    /** Options at random, most of them too many for the limits and against the rules. */
    private static Assignment random(Fleet fleet, Random random) {
        Table table = new Table(fleet);
        Assignment assignment = new Assignment(table, new Rulings(table));
        for (int workload = 0; workload < table.workloads(); workload++) {
            int[] options = table.options(workload);
            assignment.set(workload, options[random.nextInt(options.length)]);
        }
        return assignment;
    }

    private static void assertSameScore(Assignment assignment) {
        FleetPlan plan = new FleetPlan(assignment, Prices.none(assignment.table()));
        FleetScore incremental = new FleetScore();
        incremental.resetWorkingSolution(plan);
        assertThat(incremental.calculateScore()).isEqualTo(STREAMS.update(plan));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void streamsAndIncrementalScoreAgreeOnAnyPlan(long seed) {
        Random random = new Random(seed);
        for (long fleet = 0; fleet < 150; fleet++) {
            assertSameScore(random(SmallFleets.of(1000 * seed + fleet), random));
        }
        assertSameScore(random(GeneratedFleets.week(seed, 20), random));
        assertSameScore(random(GeneratedFleets.side(seed, 50), random));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void noMoveCorruptsTheScore(long seed) {
        Fleet fleet = seed % 2 == 0 ? GeneratedFleets.side(seed, 30) : GeneratedFleets.week(seed, 12);
        Table table = new Table(fleet);
        Assignment start = new Assignment(table, new Rulings(table));
        Plan plan = new FleetSearch(seed, Deadline.after(Duration.ofSeconds(1)), EnvironmentMode.FULL_ASSERT)
                .improved(start, Prices.none(table), 0);
        assertThat(plan.loss(fleet)).isLessThan(start.loss());
    }
}
