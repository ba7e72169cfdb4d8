package org.shardplan.serving.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shardplan.TestProblems;
import org.shardplan.layout.WeightFormat;
import org.shardplan.problem.ServingProblem;
import org.shardplan.serving.time.KernelTimes.Shape;

class MatrixKernelTest {

    /** The feed-forward input of Llama-3.1-70B on one of two GPUs. */
    private static final Shape SHAPE = new Shape(28_672, 8192);

    private static double seconds(String gpu, WeightFormat format, double rows) {
        ServingProblem problem = TestProblems.serving("Llama-3.1-70B", "", gpu, 8, "");
        return new KernelTimes(problem.pool(0).gpu(), problem.engine()).matrices(format).seconds(rows, SHAPE);
    }

    /** 312 TFLOP/s is the A100's 16-bit peak (NVIDIA data sheet). */
    @ParameterizedTest
    @ValueSource(ints = {1, 16, 64, 256, 1024, 4096, 16_384})
    void fp8WeightsAreNeverMultipliedFasterThanSixteenBitOnAnA100(int rows) {
        double multiplied = 2.0 * rows * SHAPE.columns() * SHAPE.inner() / 312e12;
        assertThat(seconds("A100-SXM-80", WeightFormat.FP8, rows)).isGreaterThan(multiplied);
    }

    /** A byte a weight at 2,039 GB/s (NVIDIA data sheet); in 16 bit it takes two. */
    @Test
    void fp8WeightsAreReadInAboutHalfTheTimeOnAnA100() {
        double fp8 = seconds("A100-SXM-80", WeightFormat.FP8, 1);
        assertThat(fp8).isGreaterThan(SHAPE.columns() * SHAPE.inner() / 2039e9)
                .isCloseTo(0.5 * seconds("A100-SXM-80", WeightFormat.BF16, 1), withinPercentage(15));
    }

    @ParameterizedTest
    @ValueSource(ints = {4096, 16_384})
    void longPromptsGainByFp8OnAnH100Only(int rows) {
        assertThat(seconds("A100-SXM-80", WeightFormat.FP8, rows))
                .isCloseTo(seconds("A100-SXM-80", WeightFormat.BF16, rows), withinPercentage(3));
        assertThat(seconds("H100-SXM-80", WeightFormat.FP8, rows))
                .isLessThan(0.7 * seconds("H100-SXM-80", WeightFormat.BF16, rows));
    }
}
