package org.shardplan.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shardplan.fleet.Fleet;
import org.shardplan.fleet.FleetAnswer;
import org.shardplan.fleet.FleetSolver;
import org.shardplan.fleet.GeneratedFleets;
import org.shardplan.solver.SearchKind;
import org.shardplan.solver.SolverOptions;

/**
 * How close to their bounds generated fleets are planned, and how fast. Takes some ten minutes, so it is run by name:
 * {@code mvn -q test -Dtest=RunFleets}.
 */
class RunFleets {

    private static final int GPUS_PER_NODE = 8;
    private static final double NANOS = 1e9;
    private static final double MIB = 1 << 20;

    @ParameterizedTest
    @CsvSource({"1, 10, 1", "2, 10, 1", "3, 10, 1", "4, 10, 1", "5, 10, 1", "1, 200, 10", "2, 200, 10", "3, 200, 10",
        "1, 1000, 30", "2, 1000, 30"})
    void fleetsSideBySide(long seed, int workloads, int seconds) {
        double gap = run(GeneratedFleets.side(seed, workloads), SearchKind.BOTH, seed, seconds);
        assertThat(gap).isLessThanOrEqualTo(workloads == 10 ? 0 : 0.2);
    }

    @ParameterizedTest
    @CsvSource({"1, 200, 60", "2, 200, 60", "3, 200, 60", "1, 1000, 300"})
    void fleetsOnAWeeklyGrid(long seed, int workloads, int seconds) {
        assertThat(run(GeneratedFleets.week(seed, workloads), SearchKind.BOTH, seed, seconds)).isLessThanOrEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"1, 200, 60", "2, 200, 60", "3, 200, 60"})
    void optaPlannerAlone(long seed, int workloads, int seconds) {
        Fleet fleet = GeneratedFleets.side(seed, workloads);
        assertThat(run(fleet, SearchKind.OPTAPLANNER, seed, seconds)).isLessThanOrEqualTo(2);
    }

    private static double run(Fleet fleet, SearchKind search, long seed, int seconds) {
        long begun = System.nanoTime();
        long begunCpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        FleetAnswer answer = new FleetSolver(
                new SolverOptions(search, 1, seed, Duration.ofSeconds(seconds))).solve(fleet);
        long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - begunCpu;
        int nodes = fleet.capacity().nodes().stream().mapToInt(Integer::intValue).sum();
        System.out.printf(Locale.ROOT, "%-11s seed %d: %4d workloads, %d slots, %,7d GPUs, %4d placed, gap %.4f %%, "
                        + "%.1f s, %.1f CPU s, heap %.0f MiB%n", search.label(), seed, fleet.workloads().size(),
                fleet.capacity().slots(), GPUS_PER_NODE * nodes, answer.plan().placed(), answer.gapPercent(),
                (System.nanoTime() - begun) / NANOS, cpu / NANOS, usedMib());
        return answer.gapPercent();
    }

    private static double usedMib() {
        return (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) / MIB;
    }
}
