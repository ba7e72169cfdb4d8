package org.shardplan.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.shardplan.io.problem.ProblemFile;
import org.shardplan.io.problem.ProblemReader;
import org.shardplan.problem.ServingProblem;
import org.shardplan.serving.estimate.ServingEstimate;
import org.shardplan.serving.estimate.ServingEstimator;
import org.shardplan.serving.estimate.ServingScore;
import org.shardplan.serving.solver.ServingAnswer;
import org.shardplan.serving.solver.ServingSolver;
import org.shardplan.serving.solver.optaplanner.ServingOptaPlanner;
import org.shardplan.serving.solver.optaplanner.ServingTarget;
import org.shardplan.serving.space.ServingSpace;
import org.shardplan.space.Deadline;

/**
 * OptaPlanner alone against the proved optimum of serving problems, from 5 seeds on every shipped one and on 20 drawn
 * at random. Takes some minutes, so it is run by name: {@code mvn -q test -Dtest=RunServingSeeds}.
 */
class RunServingSeeds {

    private static final int SEEDS = 5;
    private static final int DRAWN = 20;
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final Duration PROOF = Duration.ofMinutes(1);
    /** Estimates find their own balance by bisection, to a millionth. */
    private static final double TOLERANCE = 1e-5;

    static Stream<ServingProblem> problems() throws IOException {
        Random random = new Random(7);
        try (Stream<Path> files = Files.list(Path.of("problems"))) {
            List<ProblemFile> shipped = files.filter(file -> file.getFileName().toString().startsWith("serve-"))
                    .sorted().map(ProblemReader.shipped()::read).toList();
            List<ProblemFile> drawn = LongStream.range(0, DRAWN)
                    .mapToObj(number -> ProblemReader.shipped().read("drawn-" + number, draw(random))).toList();
            return Stream.concat(shipped.stream(), drawn.stream())
                    .map(file -> (ServingProblem) file.question().orElseThrow());
        }
    }

    private static String draw(Random random) {
        return String.format(Locale.ROOT, "{\"version\": 1, \"model\": \"%s\", \"workload\": {\"kind\": \"serving\","
                        + " \"inputTokens\": %d, \"outputTokens\": %d%s%s}, \"cluster\": {\"pools\": [{\"gpu\": \"%s\","
                        + " \"count\": %d}, {\"gpu\": \"%s\", \"count\": %d}]}, \"objective\": \"%s\"}",
                any(random, "Llama-3.1-8B", "Llama-3.1-70B", "Mixtral-8x7B", "Qwen3-235B-A22B"),
                128 << random.nextInt(6), 64 << random.nextInt(5),
                any(random, ", \"requestsPerSecond\": 4", ", \"concurrency\": 64", ""),
                any(random, ", \"tpotMs\": 40", ", \"ttftMs\": 900", ""),
                any(random, "H100-SXM-80", "L40S-48", "A100-SXM-80"), 8 << random.nextInt(4),
                any(random, "H200-SXM-141", "L40S-48"), 8 << random.nextInt(3),
                any(random, "cost-per-million-tokens", "cost", "latency", "throughput", "throughput-per-gpu",
                        "gpu-count", "energy"));
    }

    private static String any(Random random, String... items) {
        return items[random.nextInt(items.length)];
    }

    @ParameterizedTest
    @MethodSource("problems")
    void noSeedBeatsTheProvedOptimum(ServingProblem problem) {
        ServingAnswer answer = new ServingSolver().exactly(problem, 1, PROOF);
        long begun = System.nanoTime();
        double[] percent = LongStream.range(0, SEEDS).mapToDouble(seed -> percentWorse(answer, seed))
                .sorted().toArray();
        System.out.printf(Locale.ROOT, "%-44s %-10s %d of %d seeds reach it, worst %.2f %%, %d ms each%n",
                problem.name(), answer.status().label(),
                DoubleStream.of(percent).filter(each -> each < 100 * TOLERANCE).count(), SEEDS,
                percent[SEEDS - 1], (System.nanoTime() - begun) / 1_000_000 / SEEDS);
        assertThat(answer.proof().isComplete() ? percent[0] : 0).isGreaterThan(-100 * TOLERANCE);
    }

    /** How much worse than the optimum a seed ends; not a number if it finds nothing, as it must where nothing is. */
    private static double percentWorse(ServingAnswer answer, long seed) {
        ServingTarget target = new ServingTarget(
                Deadline.after(answer.best().isPresent() ? LIMIT : Duration.ofSeconds(1)));
        answer.best().map(ServingScore::of).ifPresent(target::set);
        ServingSpace space = new ServingSpace(new ServingEstimator(answer.problem()));
        Optional<ServingEstimate> found = new ServingOptaPlanner(space, target, seed).best();
        assertThat(found.isPresent() && answer.best().isEmpty() && answer.proof().isComplete()).isFalse();
        return found.isEmpty() || answer.best().isEmpty() ? Double.NaN
                : 100 * (loss(found.get()) - loss(answer.best().get())) / Math.abs(loss(answer.best().get()));
    }

    private static double loss(ServingEstimate estimate) {
        return ServingScore.of(estimate).loss();
    }
}
