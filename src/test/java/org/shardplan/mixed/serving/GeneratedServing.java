package org.shardplan.mixed.serving;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.shardplan.problem.MixedServingProblem;

/** Small mixed pipelines that serve, each from a seed. */
final class GeneratedServing {

    private static final List<String> GPUS =
            List.of("L40S", "A100-SXM-40", "A100-SXM-80", "H100-SXM-80", "H200-SXM-141", "A10");
    private static final List<String> LOADS =
            List.of("", ", 'concurrency': 1", ", 'concurrency': 7", ", 'concurrency': 24", ", 'requestsPerSecond': 0.1",
                    ", 'requestsPerSecond': 0.5, 'percentile': 95, 'tpotMs': 200");
    private static final List<String> LEVELS =
            List.of("", "", ", 'ttftMs': 1500", ", 'endToEndMs': 15000", ", 'endToEndMs': 9000, 'ttftMs': 900");
    private static final List<String> OBJECTIVES = List.of("cost-per-million-tokens", "cost", "latency", "throughput",
            "throughput-per-gpu", "gpu-count", "energy");
    private static final List<String> LIMITS = List.of("", "", ", 'limits': {'maxGpus': 3}",
            ", 'limits': {'budgetUsdPerHour': 4}", ", 'limits': {'powerKw': 2}", ", 'limits': {'memoryReserveGiB': 8}");

    private final Random random;

    private GeneratedServing(long seed) {
        this.random = new Random(seed);
    }

    static MixedServingProblem of(long seed) {
        return new GeneratedServing(seed).problem();
    }

    private MixedServingProblem problem() {
        String model = "{'name': 'small', 'layers': " + (3 + random.nextInt(3)) + ", 'hidden': 8192, 'vocabulary': "
                + one(List.of("32000", "256000")) + ", 'attention': {'kind': 'grouped-query', 'heads': 64, "
                + "'keyValueHeads': " + one(List.of("8", "64")) + "}, 'feedForward': {'width': "
                + one(List.of("28672", "65536", "131072")) + "}}";
        String workload = ", 'inputTokens': " + one(List.of("300", "3000")) + ", 'outputTokens': "
                + one(List.of("50", "400")) + one(LOADS) + one(LEVELS);
        String pools = IntStream.range(0, 2 + random.nextInt(2)).mapToObj(this::pool)
                .collect(Collectors.joining(", "));
        return MixedServingProblems.read(model, workload, pools, ", 'objective': '" + one(OBJECTIVES) + "'"
                + one(LIMITS) + ", 'allow': {'maxBatch': [1, 2, 5, 12, 24]}");
    }

    private String pool(int index) {
        int gpus = 1 + random.nextInt(2);
        return "{'name': 'pool-" + index + "', 'gpu': '" + one(GPUS) + "', 'count': " + gpus
                + ", 'gpusPerNode': " + gpus + ", 'interNodeGBps': " + one(List.of("1", "12", "50"))
                + ", 'pricePerGpuHourUsd': " + one(List.of("0.7", "1.4", "2.9")) + "}";
    }

    private String one(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
