package org.shardplan.memory;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shardplan.TestLayouts;
import org.shardplan.TestProblems;
import org.shardplan.layout.Layout;
import org.shardplan.layout.Recomputation;
import org.shardplan.pipeline.StageSplit;
import org.shardplan.problem.Problem;

/** Korthikanti et al. 2022, arXiv:2205.05198, table 2: bytes of activations of one layer, and its own models. */
class KorthikantiTableTest {

    private static final double S = 2048;

    @ParameterizedTest
    @CsvSource({"Megatron-22B,1,1", "Megatron-22B,4,2", "Megatron-175B,1,1", "Megatron-530B,1,8", "Megatron-1T,2,8"})
    void withoutParallelismALayerKeeps(String model, int b, int t) {
        Problem problem = problem(model);
        double h = problem.model().hidden();
        double a = problem.model().attention().heads();
        assertThat(layer(problem, layout(b, 1))).isCloseTo(S * b * h * (34 + 5 * a * S / h), exactly());
        assertThat(layer(problem, layout(b, t)))
                .isCloseTo(S * b * h * (10 + 24.0 / t + 5 * a * S / (h * t)), exactly());
        assertThat(layer(problem, TestLayouts.sequenceParallel(layout(b, t))))
                .isCloseTo(S * b * h / t * (34 + 5 * a * S / h), exactly());
    }

    @ParameterizedTest
    @CsvSource({"Megatron-22B,1,8", "Megatron-175B,2,8", "Megatron-1T,1,4"})
    void selectiveRecomputationDropsTheScores(String model, int b, int t) {
        Problem problem = problem(model);
        double h = problem.model().hidden();
        Layout selective = layout(b, t).with(Recomputation.SELECTIVE);
        assertThat(layer(problem, selective)).isCloseTo(S * b * h * (10 + 24.0 / t), exactly());
        assertThat(layer(problem, TestLayouts.sequenceParallel(selective))).isCloseTo(34 * S * b * h / t, exactly());
    }

    @ParameterizedTest
    @CsvSource({"Megatron-22B,1,8", "Megatron-175B,2,8", "Megatron-1T,1,4"})
    void fullRecomputationKeepsTheInput(String model, int b, int t) {
        Problem problem = problem(model);
        double h = problem.model().hidden();
        assertThat(layer(problem, layout(b, t).with(Recomputation.FULL))).isCloseTo(2 * S * b * h, exactly());
    }

    /** GPT-3 175B, tp 8, pp 8: the paper's 2.1 TB of one micro-batch without recomputation, and 5x less with both. */
    @ParameterizedTest
    @CsvSource({"Megatron-175B"})
    void selectiveAndSequenceParallelSaveFiveTimes(String model) {
        Problem problem = problem(model);
        double baseline = layer(problem, layout(1, 8));
        double both = layer(problem, TestLayouts.sequenceParallel(layout(1, 8)).with(Recomputation.SELECTIVE));
        assertThat(baseline / both).isBetween(4.5, 5.5);
    }

    private static Problem problem(String model) {
        return TestProblems.training(model, "2048x64", "A100-SXM-80", 1024, ", 'framework': 'megatron-unfused'");
    }

    private static Layout layout(int b, int t) {
        return TestLayouts.microBatch(TestLayouts.of(t, 3, 1), b);
    }

    /** Activations of a middle stage of three, whose two micro-batches in flight and layers are divided out. */
    private static double layer(Problem problem, Layout layout) {
        var stage = StageSplit.of(problem.model(), 3, 1).stages().get(1);
        double bytes = new TrainingMemory(problem).of(layout, stage).bytes(MemoryPart.ACTIVATIONS);
        return bytes / (2 * stage.layers());
    }

    private static Percentage exactly() {
        return Percentage.withPercentage(1e-9);
    }
}
