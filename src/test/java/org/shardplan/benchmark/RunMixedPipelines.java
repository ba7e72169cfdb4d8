package org.shardplan.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shardplan.io.problem.ProblemReader;
import org.shardplan.mixed.GeneratedLineups;
import org.shardplan.mixed.Lineup;
import org.shardplan.mixed.LineupAnswer;
import org.shardplan.mixed.LineupSolver;
import org.shardplan.mixed.planner.MixedAnswer;
import org.shardplan.mixed.planner.MixedPlanner;
import org.shardplan.problem.Cluster;
import org.shardplan.problem.MixedProblem;
import org.shardplan.problem.Pool;
import org.shardplan.problem.Pool.Inventory;
import org.shardplan.solver.SearchKind;
import org.shardplan.solver.SolverOptions;
import org.shardplan.space.Deadline;

/**
 * How fast generated pipelines are lined up, and how close to their bounds. Takes some minutes, so it is run by name:
 * {@code mvn -q test -Dtest=RunMixedPipelines}.
 */
class RunMixedPipelines {

    private static final double NANOS = 1e9;
    private static final double PERCENT = 100;
    private static final Duration TIME = Duration.ofSeconds(30);
    private static final Duration ORDERS = Duration.ofSeconds(10);
    private static final Path SHIPPED = Path.of("problems/mixed/llama-3.1-70b-mixed-a100-h100.json");

    @ParameterizedTest
    @CsvSource({"12, 1", "18, 1", "24, 1", "12, 2", "24, 2", "12, 4"})
    void classesOfThreeTypesAndSoManyIslands(int nodes, int islands) {
        for (long seed = 1; seed <= 5; seed++) {
            lineUp(nodes + " nodes in " + 3 * islands + " classes", seed,
                    GeneratedLineups.classes(seed, nodes, islands));
        }
    }

    @ParameterizedTest
    @CsvSource({"16, true", "16, false", "24, true", "24, false"})
    void everyNodeDifferent(int nodes, boolean useAll) {
        for (long seed = 1; seed <= 5; seed++) {
            String what = nodes + " different nodes, " + (useAll ? "all used" : "some perhaps not");
            Lineup lineup = GeneratedLineups.allDifferent(seed, nodes, useAll);
            LineupAnswer exact = lineUp(what, seed, lineup);
            LineupAnswer searched = new LineupSolver(Deadline.after(ORDERS))
                    .searched(lineup, LineupAnswer.NOTHING_KNOWN, seed);
            System.out.printf(Locale.ROOT, "%-40s seed %d: OptaPlanner alone %.3f %% above the best known%n", what, seed,
                    PERCENT * (searched.seconds() / exact.seconds() - 1));
            assertThat(searched.seconds()).isGreaterThanOrEqualTo(exact.bound() * (1 - 1e-9));
        }
    }

    private static LineupAnswer lineUp(String what, long seed, Lineup lineup) {
        long begun = System.nanoTime();
        long cpu = cpu();
        LineupAnswer answer = new LineupSolver(Deadline.after(TIME)).below(lineup, Double.POSITIVE_INFINITY);
        System.out.printf(Locale.ROOT, "%-40s seed %d: %.3f s a step, gap %.3f %%, %.2f s, %.2f s of one core%n", what,
                seed, answer.seconds(), PERCENT * (answer.seconds() / answer.bound() - 1),
                (System.nanoTime() - begun) / NANOS, (cpu() - cpu) / NANOS);
        return answer;
    }

    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    /** The shipped problem with 21 nodes of each type instead of 4. */
    @ParameterizedTest
    @CsvSource({"EXACT, 30", "EXACT, 300", "OPTAPLANNER, 30"})
    void sixtyThreeNodesOfTheShippedProblem(SearchKind search, int seconds) {
        long begun = System.nanoTime();
        MixedAnswer answer = new MixedPlanner(new SolverOptions(search, 1, 0, Duration.ofSeconds(seconds)))
                .solve(scaled(168));
        System.out.printf(Locale.ROOT, "63 nodes, %s %d s: %.3f s a step, gap %.2f %%, %.2f s%n", search, seconds,
                answer.best().orElseThrow().stepSeconds(), answer.gapPercent(),
                (System.nanoTime() - begun) / NANOS);
    }

    private static MixedProblem scaled(int gpus) {
        MixedProblem problem = (MixedProblem) ProblemReader.shipped().read(SHIPPED).question().orElseThrow();
        List<Pool> pools = problem.cluster().pools().stream().map(pool -> new Pool(pool.name(), pool.gpu(),
                new Inventory(gpus, false), pool.node(), pool.network(), pool.price())).toList();
        return problem.with(new Cluster(pools, problem.cluster().links()));
    }
}
