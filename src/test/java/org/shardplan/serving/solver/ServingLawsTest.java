package org.shardplan.serving.solver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shardplan.TestProblems;
import org.shardplan.layout.Precision;
import org.shardplan.problem.Cluster;
import org.shardplan.problem.Gpu;
import org.shardplan.problem.Gpu.Links;
import org.shardplan.problem.Gpu.Memory;
import org.shardplan.problem.Load;
import org.shardplan.problem.Serving;
import org.shardplan.problem.Serving.Lengths;
import org.shardplan.problem.ServingObjective;
import org.shardplan.problem.ServingProblem;
import org.shardplan.serving.estimate.ServingEstimate;
import org.shardplan.serving.estimate.ServingScore;
import org.shardplan.solver.SearchKind;
import org.shardplan.solver.SolverOptions;
import org.shardplan.units.Bandwidth;
import org.shardplan.units.Bytes;
import org.shardplan.units.FlopRate;

/** What changes of a question cannot do to its answer, over models, GPUs, loads and objectives. */
class ServingLawsTest {

    /** Of more than 256 sequences only every 16th number is looked at where more may do less. */
    private static final double SAME = 1e-5;
    private static final String GRID = """
            Llama-3.1-8B | L4-24 | 4 | 'requestsPerSecond': 2, 'ttftMs': 4000, 'tpotMs': 130 | cost
            Llama-3.1-8B | H100-SXM-80 | 4 | 'requestsPerSecond': 20, 'ttftMs': 500, 'tpotMs': 30 | cost-per-million-tokens
            Llama-3.1-70B | A100-SXM-80 | 8 | 'requestsPerSecond': 1, 'endToEndMs': 40000 | energy
            Llama-3.1-70B | H100-SXM-80 | 8 | 'concurrency': 64, 'tpotMs': 60 | throughput
            Mixtral-8x7B | H200-SXM-141 | 4 | 'ttftMs': 5000, 'tpotMs': 50 | throughput-per-gpu
            Gemma-3-27B | A100-SXM-80 | 4 | 'concurrency': 16, 'endToEndMs': 60000 | latency
            gpt-oss-120b | B200-SXM-180 | 2 | 'requestsPerSecond': 12, 'tpotMs': 25 | cost
            DeepSeek-V3 | H200-SXM-141 | 8 | 'requestsPerSecond': 1, 'ttftMs': 8000, 'tpotMs': 80 | gpu-count
            """;

    /** One question; each law changes one thing of it. */
    private record Question(String model, String gpu, int count, String workload, String objective) {

        private ServingProblem with(String moreWorkload, String more) {
            return TestProblems.serving(model, ", " + workload + moreWorkload, gpu, count,
                    ", 'objective': '" + objective + "'" + more);
        }

        private ServingProblem dearer(double usd) {
            return TestProblems.readServing("{'version': 1, 'model': '" + model + "', 'workload': {'kind': 'serving', "
                    + "'inputTokens': 2000, 'outputTokens': 500, " + workload + "}, 'objective': '" + objective
                    + "', 'cluster': {'pools': [{'gpu': '" + gpu + "', 'count': " + count
                    + ", 'pricePerGpuHourUsd': " + usd + "}]}}");
        }

        private Question gpus(int other) {
            return new Question(model, gpu, other, workload, objective);
        }

        private Question asking(String pattern, String other) {
            return new Question(model, gpu, count, workload.replaceAll(pattern, other), objective);
        }
    }

    private static Optional<ServingEstimate> best(ServingProblem problem) {
        return new ServingSolver().solve(problem, new SolverOptions(SearchKind.EXACT, 1, 0, Duration.ofSeconds(60)))
                .best();
    }

    /** Infinite where nothing is feasible. */
    private static double loss(ServingProblem problem) {
        return best(problem).map(ServingScore::of).map(ServingScore::loss).orElse(Double.POSITIVE_INFINITY);
    }

    private static void assertNotWorse(ServingProblem changed, ServingProblem problem) {
        double before = loss(problem);
        assertThat(before).isFinite();
        assertThat(loss(changed)).isLessThanOrEqualTo(before + SAME * Math.abs(before));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = GRID)
    void whatHelpsIsNeverWorse(String model, String gpu, int count, String workload, String objective) {
        Question question = new Question(model, gpu, count, workload, objective);
        ServingProblem plain = question.with("", "");
        assertNotWorse(question.gpus(count + 4).with("", ""), plain);
        assertNotWorse(question.asking("(\\w+Ms': \\d+)", "$10").with("", ""), plain);
        assertNotWorse(question.with(", 'prefixHitRate': 0.5", ""), plain);
        assertNotWorse(question.with(", 'prefixHitRate': 0.9", ""), question.with(", 'prefixHitRate': 0.5", ""));
        assertNotWorse(question.with(", 'prefixHitRate': 0.5, 'sharedPrefixTokens': 1000", ""),
                question.with(", 'prefixHitRate': 0.5", ""));
        assertNotWorse(question.with(", 'levelConfidencePercent': 50", ""), plain);
        assertNotWorse(plain, question.with(", 'percentile': 95", ""));
        assertNotWorse(question.with(speculation(0.8), ""), question.with(speculation(0.5), ""));
        assertNotWorse(plain, question.with("", ", 'allow': {'chunkTokens': [2048], 'disaggregation': [false]}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = GRID)
    void whatCostsMoreOrTakesMoreWorkIsNeverBetter(
            String model, String gpu, int count, String workload, String objective) {
        Question question = new Question(model, gpu, count, workload, objective);
        ServingProblem plain = question.with("", "");
        assertNotWorse(plain, withInput(plain, 2600));
        if (plain.serving().load() instanceof Load.OpenLoop open
                && plain.goal().objective() != ServingObjective.COST_PER_MILLION_TOKENS
                && plain.goal().objective() != ServingObjective.ENERGY) {
            assertNotWorse(with(plain, new Load.OpenLoop(0.7 * open.requestsPerSecond())), plain);
        }
        double usd = plain.pool(0).price().onDemandUsd().orElseThrow();
        assertNotWorse(plain, question.dearer(2 * usd));
    }

    private static ServingProblem withInput(ServingProblem problem, int input) {
        Serving serving = problem.serving();
        return problem.with(new Serving(new Lengths(input, serving.lengths().output(), 0), serving.load(),
                serving.levels(), serving.shortcuts()));
    }

    private static ServingProblem with(ServingProblem problem, Load load) {
        Serving serving = problem.serving();
        return problem.with(new Serving(serving.lengths(), load, serving.levels(), serving.shortcuts()));
    }

    /** A data sheet on which one number is a quarter larger. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = GRID)
    void aBetterDataSheetIsNeverWorse(String model, String gpu, int count, String workload, String objective) {
        ServingProblem plain = new Question(model, gpu, count, workload, objective).with("", "");
        Gpu given = plain.pool(0).gpu();
        Links links = given.links();
        Map<Precision, FlopRate> peaks = new EnumMap<>(Precision.class);
        given.peaks().forEach((precision, peak) -> peaks.put(precision, new FlopRate(1.25 * peak.perSecond())));
        Memory memory = given.memory();
        assertNotWorse(on(plain, peaks, memory, links), plain);
        assertNotWorse(on(plain, given.peaks(), new Memory(memory.usable(), more(memory.bandwidth())), links), plain);
        assertNotWorse(on(plain, given.peaks(),
                new Memory(new Bytes(1.25 * memory.usable().value()), memory.bandwidth()), links), plain);
        assertNotWorse(on(plain, given.peaks(), memory, new Links(
                more(links.scaleUp()), links.scaleUpGpus(), more(links.network()), more(links.pcie()))), plain);
    }

    private static Bandwidth more(Bandwidth bandwidth) {
        return new Bandwidth(1.25 * bandwidth.bytesPerSecond());
    }

    private static ServingProblem on(
            ServingProblem problem, Map<Precision, FlopRate> peaks, Memory memory, Links links) {
        Gpu given = problem.pool(0).gpu();
        Gpu better = new Gpu(given.name(), given.architecture(), peaks, memory, links, given.board(),
                given.provenance());
        return problem.with(new Cluster(List.of(TestProblems.with(problem.pool(0), better))));
    }

    private static String speculation(double acceptance) {
        return ", 'speculation': {'draftTokens': 3, 'acceptance': " + acceptance + ", 'draftCost': 0.05}";
    }
}
