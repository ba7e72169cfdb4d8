package org.shardplan.solver;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.shardplan.TestProblems;
import org.shardplan.problem.Problem;

/** Questions small enough to answer by trying everything, in which memory, money and time really bind. */
final class SmallProblems {

    private static final String[] OBJECTIVES = {"step-time", "time-to-train", "throughput", "cost", "gpu-count", "energy"};

    private SmallProblems() {
    }

    private static final List<Problem> ALL = build();

    /** All of them, by name. */
    static Stream<Named<Problem>> all() {
        return ALL.stream().map(problem -> Named.of(problem.name(), problem));
    }

    private static List<Problem> build() {
        List<Problem> problems = new ArrayList<>();
        for (String model : List.of(TestProblems.TINY_DENSE, TestProblems.TINY_EXPERTS)) {
            for (String objective : OBJECTIVES) {
                for (double memory : new double[] {3.2, 4.5, 79}) {
                    problems.add(problem(model, "2048x8", pool("A100-SXM-80", memory, 8), objective, ""));
                }
            }
            problems.addAll(withLimits(model));
            problems.addAll(withChoices(model));
        }
        problems.addAll(others());
        return problems;
    }

    private static List<Problem> withLimits(String model) {
        String pool = pool("H100-SXM-80", 4.5, 8);
        return Stream.of("'memoryUsePercent': {'min': 70, 'max': 85}", "'memoryUsePercent': {'min': 96}",
                        "'maxCommunicationPercent': 10", "'maxCommunicationPercent': 0.01", "'spareGpusPercent': 30",
                        "'modelGrowth': 3", "'modelGrowth': 1.5, 'memoryReserveGiB': 0.5", "'maxGpus': 3",
                        "'useAll': true", "'powerKw': 5", "'deadlineHours': 0.7", "'budgetUsd': 9.5",
                        "'memoryReserveGiB': 4.4", "'budgetUsd': 9, 'deadlineHours': 1")
                .flatMap(limits -> Stream.of("step-time", "cost", "gpu-count").map(objective ->
                        problem(model, "2048x8", pool, objective, ", 'limits': {" + limits + "}"))).toList();
    }

    private static List<Problem> withChoices(String model) {
        String pool = "{'gpu': {'base': 'H100-SXM-80', 'memoryGiB': 3.2}, 'count': 8, 'gpusPerNode': 8,"
                + " 'hostMemoryGiBPerNode': 0.6}";
        return Stream.of("'optimizer': ['fp32', '8bit']", "'offload': [true, false]", "'offload': [true]",
                        "'gradients': ['bf16', '8bit']", "'precision': ['bf16', 'fp8']", "'schedule': ['zero-bubble-h1']",
                        "'schedule': ['interleaved'], 'interleave': [2]", "'recompute': ['none', 'selective']",
                        "'recompute': ['full'], 'partialRecompute': false", "'zeroStage': [2, 3]", "'tp': [2], 'pp': [2, 3]",
                        "'gpus': [4]", "'microBatch': [2, 4], 'sequenceParallel': [true]", "'cp': [2]", "'tp': [3]",
                        "'pp': [2, 4], 'schedule': ['interleaved', 'zero-bubble-h1'], 'zeroStage': [0]")
                .map(choices -> problem(model, "2048x8", pool, "step-time", ", 'allow': {" + choices + "}")).toList();
    }

    private static List<Problem> others() {
        String twoPools = pool("H100-SXM-80", 4.5, 4) + ", " + pool("A100-SXM-80", 4.5, 8);
        String leading = "{'name': 'leading', 'layers': 6, 'hidden': 256, 'vocabulary': 8000,"
                + " 'attention': {'kind': 'latent', 'heads': 4, 'keyValueRank': 64, 'plainWidth': 32,"
                + " 'rotaryWidth': 16, 'valueWidth': 32}, 'feedForward': {'width': 4096},"
                + " 'experts': {'count': 8, 'topK': 2, 'width': 256, 'leadingDenseLayers': 2}}";
        String headHeavy = "{'name': 'head', 'layers': 7, 'hidden': 512, 'vocabulary': 100000, 'tiedEmbeddings': true,"
                + " 'bias': 'all', 'dropout': true, 'learnedPositions': 1024,"
                + " 'attention': {'kind': 'grouped-query', 'heads': 8}, 'feedForward': {'width': 2048, 'gated': false}}";
        String narrow = "{'name': 'narrow', 'layers': 6, 'hidden': 64, 'vocabulary': 64, 'bias': 'all',"
                + " 'attention': {'kind': 'grouped-query', 'heads': 4}, 'feedForward': {'width': 256, 'gated': false}}";
        String deep = "{'name': 'deep', 'layers': 13, 'hidden': 1024, 'vocabulary': 60000,"
                + " 'attention': {'kind': 'grouped-query', 'heads': 4}, 'feedForward': {'width': 4096}}";
        String three = "{'name': 'three', 'layers': 3, 'hidden': 512, 'vocabulary': 32000, 'learnedPositions': 2048,"
                + " 'attention': {'kind': 'grouped-query', 'heads': 2, 'keyValueHeads': 1},"
                + " 'feedForward': {'width': 2048, 'gated': false}}";
        return List.of(
                problem(three, "2048x2", pool("A100-SXM-80", 3.202, 12), "step-time",
                        ", 'framework': 'nemo', 'allow': {'schedule': ['zero-bubble-h1'], 'zeroStage': [0]}"),
                problem(TestProblems.TINY_DENSE, "2048x8", twoPools, "cost", ""),
                problem(TestProblems.TINY_DENSE, "2048x8", twoPools, "gpu-count", ", 'limits': {'deadlineHours': 0.5}"),
                problem(TestProblems.TINY_EXPERTS, "2048x8", twoPools, "energy", ", 'limits': {'budgetUsd': 12}"),
                problem(leading, "2048x8", pool("H100-SXM-80", 4.2, 8), "step-time", ""),
                problem(leading, "1024x16", pool("H100-SXM-80", 79, 8), "step-time", ""),
                problem(headHeavy, "1024x12", pool("A100-SXM-80", 6, 6), "step-time", ""),
                problem(headHeavy, "2048x8", pool("A100-SXM-80", 5, 8), "throughput",
                        ", 'framework': 'megatron-unfused'"),
                problem(narrow, "1024x8", pool("H100-SXM-80", 79, 8), "step-time", ""),
                problem(deep, "2048x8", pool("L40S-48", 9, 8), "step-time", ""),
                problem(deep, "2048x8", pool("L40S-48", 9, 8), "step-time", ", 'allow': {'schedule': ['zero-bubble-h1']}"),
                problem(deep, "2048x16", pool("A100-SXM-80", 8, 8), "step-time", ", 'framework': 'deepspeed'"),
                adapters(headHeavy, "1f1b"), adapters(deep, "zero-bubble-h1"), adapters(headHeavy, "zero-bubble-h1"));
    }

    /** Only low-rank adapters are trained. */
    private static Problem adapters(String model, String schedule) {
        return TestProblems.read("{'version': 1, 'name': 'adapters, " + schedule + "', 'model': " + model
                + ", 'workload': {'kind': 'training', 'sequenceLength': 1024, 'globalBatch': 8, 'adapterRank': 16},"
                + " 'cluster': {'pools': [" + pool("H100-SXM-80", 5, 8) + "]}, 'allow': {'schedule': ['" + schedule
                + "']}}");
    }

    private static String pool(String gpu, double memoryGib, int count) {
        return "{'gpu': {'base': '" + gpu + "', 'memoryGiB': " + memoryGib + "}, 'count': " + count
                + ", 'gpusPerNode': " + Math.min(4, count) + ", 'name': '" + gpu + "'}";
    }

    private static Problem problem(String model, String workload, String pools, String objective, String more) {
        String name = objective + more;
        return TestProblems.training(model, workload, pools,
                ", 'objective': '" + objective + "', 'name': '" + name.replace("'", "") + "'" + more);
    }
}
