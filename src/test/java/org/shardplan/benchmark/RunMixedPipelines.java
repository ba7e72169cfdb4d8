package org.shardplan.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shardplan.mixed.GeneratedLineups;
import org.shardplan.mixed.Lineup;
import org.shardplan.mixed.LineupAnswer;
import org.shardplan.mixed.LineupSolver;
import org.shardplan.space.Deadline;

/**
 * How fast generated pipelines are lined up, and how close to their bounds. Takes some minutes, so it is run by name:
 * {@code mvn -q test -Dtest=RunMixedPipelines}.
 */
class RunMixedPipelines {

    private static final double NANOS = 1e9;
    private static final double PERCENT = 100;
    private static final Duration TIME = Duration.ofSeconds(30);

    @ParameterizedTest
    @CsvSource({"12, 1", "18, 1", "24, 1", "12, 2", "24, 2", "12, 4"})
    void classesOfThreeTypesAndSoManyIslands(int nodes, int islands) {
        for (long seed = 1; seed <= 5; seed++) {
            Lineup lineup = GeneratedLineups.classes(seed, nodes, islands);
            long begun = System.nanoTime();
            LineupAnswer answer = new LineupSolver(Deadline.after(TIME)).below(lineup, Double.POSITIVE_INFINITY);
            tell(nodes + " nodes in " + 3 * islands + " classes", seed, answer, begun);
            assertThat(answer.bound()).isEqualTo(answer.seconds());
        }
    }

    @ParameterizedTest
    @CsvSource({"16", "24"})
    void everyNodeDifferent(int nodes) {
        for (long seed = 1; seed <= 5; seed++) {
            Lineup lineup = GeneratedLineups.allDifferent(seed, nodes);
            long begun = System.nanoTime();
            LineupSolver solver = new LineupSolver(Deadline.after(TIME));
            LineupAnswer start = solver.below(lineup, Double.POSITIVE_INFINITY);
            tell(nodes + " different nodes, start", seed, start, begun);
            LineupAnswer answer = solver.improved(lineup, start, seed);
            tell(nodes + " different nodes, OptaPlanner", seed, answer, begun);
            assertThat(gapPercent(answer)).isLessThanOrEqualTo(3);
        }
    }

    private static double gapPercent(LineupAnswer answer) {
        return PERCENT * (answer.seconds() / answer.bound() - 1);
    }

    private static void tell(String what, long seed, LineupAnswer answer, long begun) {
        System.out.printf(Locale.ROOT, "%-36s seed %d: %.3f s a step, gap %.3f %%, %.2f s%n", what, seed,
                answer.seconds(), gapPercent(answer), (System.nanoTime() - begun) / NANOS);
    }
}
