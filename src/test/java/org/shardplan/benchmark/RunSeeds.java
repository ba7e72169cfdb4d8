package org.shardplan.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.shardplan.estimate.Estimate;
import org.shardplan.estimate.LayoutEstimator;
import org.shardplan.estimate.Score;
import org.shardplan.io.problem.ProblemReader;
import org.shardplan.problem.Problem;
import org.shardplan.solver.LayoutSolver;
import org.shardplan.solver.SearchKind;
import org.shardplan.solver.SolverOptions;
import org.shardplan.solver.optaplanner.OptaPlannerSearch;
import org.shardplan.solver.optaplanner.SearchEffort;
import org.shardplan.space.SearchSpace;

/**
 * OptaPlanner alone against the proved optimum, from 20 seeds on every shipped problem. Takes about a minute, so it is run
 * by name: {@code mvn -q test -Dtest=RunSeeds}.
 */
class RunSeeds {

    private static final int SEEDS = 20;
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final SolverOptions EXACT = new SolverOptions(SearchKind.EXACT, 1, 0, Duration.ofMinutes(1));

    static Stream<Path> problems() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("problems"))) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .filter(file -> ProblemReader.shipped().read(file).problem().isPresent()).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("problems")
    void everySeedReachesTheProvedOptimum(Path file) {
        Problem problem = ProblemReader.shipped().read(file).problem().orElseThrow();
        Optional<Estimate> optimum = new LayoutSolver().solve(problem, EXACT).best();
        SearchSpace space = new SearchSpace(new LayoutEstimator(problem));
        space.meshes();
        long[] milliseconds = LongStream.range(0, SEEDS).map(seed -> search(space, optimum, seed)).sorted().toArray();
        System.out.printf(Locale.ROOT, "%-36s %d of %d seeds, median %d ms, slowest %d ms%n",
                problem.name(), SEEDS, SEEDS, milliseconds[SEEDS / 2], milliseconds[SEEDS - 1]);
    }

    /** Milliseconds until the optimum is reached; an infeasible problem must stay without an answer for a second. */
    private static long search(SearchSpace space, Optional<Estimate> optimum, long seed) {
        long begun = System.nanoTime();
        SearchEffort effort = SearchEffort.within(optimum.isPresent() ? LIMIT : Duration.ofSeconds(1)).withSeed(seed);
        Optional<Estimate> found = new OptaPlannerSearch().best(
                space, optimum.map(best -> effort.withKnown(Score.of(best))).orElse(effort));
        assertThat(found.isPresent()).isEqualTo(optimum.isPresent());
        optimum.ifPresent(best -> assertThat(Score.of(found.orElseThrow()).loss())
                .isLessThanOrEqualTo(Score.of(best).loss() + 1e-9 * Math.abs(Score.of(best).loss())));
        return (System.nanoTime() - begun) / 1_000_000;
    }
}
