package org.shardplan.serving.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.shardplan.TestProblems;
import org.shardplan.layout.WeightFormat;
import org.shardplan.problem.Engine.Factors;
import org.shardplan.problem.Engine.Overheads;
import org.shardplan.problem.Gpu;
import org.shardplan.problem.ServingProblem;
import org.shardplan.serving.time.KernelTimes.Shape;

class MatrixKernelTest {

    /** The feed-forward input of Llama-3.1-70B on one of two GPUs. */
    private static final Shape SHAPE = new Shape(28_672, 8192);

    private static double seconds(String gpu, WeightFormat format, double rows) {
        return seconds(gpu, format, rows, SHAPE);
    }

    private static double seconds(String gpu, WeightFormat format, double rows, Shape shape) {
        return kernels(gpu).matrices(format).seconds(rows, shape);
    }

    private static KernelTimes kernels(String gpu) {
        ServingProblem problem = TestProblems.serving("Llama-3.1-70B", "", gpu, 8, "");
        Gpu device = problem.pool(0).gpu();
        return new KernelTimes(device, problem.engine().with(asTimed(problem.engine().overheads(device))));
    }

    /** Without what engines take longer than kernels that are timed alone. */
    private static Overheads asTimed(Overheads some) {
        return new Overheads(some.step(), some.prompts(), some.firstToken(), new Factors(1, 1, 1, 1), some.choices());
    }

    /**
     * Published timings: hipBLASLt on MI300X (ROCm/rocm-libraries pull request 12329), CK kernels per token and per
     * block on MI300X and kernels of MI355X (ROCm/aiter configs), with 3 us for quantizing activations to 8 bits;
     * DeepGEMM on H20 (vLLM pull request 49932) with 2 us.
     */
    @ParameterizedTest
    @CsvSource({"MI300X, BF16, 1, 8192, 12288, 61.53, 10", "MI300X, BF16, 1, 76032, 13312, 497.12, 10",
        "MI300X, FP8, 16, 7168, 2048, 9.54, 25", "MI300X, FP8, 64, 4608, 7168, 18.99, 25",
        "MI300X, FP8, 4096, 7168, 2048, 182.92, 25", "MI300X, FP8, 8192, 4608, 7168, 755.31, 25",
        "MI355X, BF16, 1, 50016, 6144, 122.45, 15", "MI355X, BF16, 2048, 50016, 6144, 1036.46, 30",
        "H20-96, FP8, 64, 24576, 7168, 93.64, 5", "H20-96, FP8, 16, 7168, 16384, 70.86, 20",
        "H20-96, FP8, 8192, 7168, 16384, 6840.43, 5", "H20-96, FP8, 1024, 32768, 512, 152, 20"})
    void kernelsTakeWhatWasPublished(
            String gpu, WeightFormat format, int rows, int columns, int inner, double microseconds, double percent) {
        assertThat(1e6 * seconds(gpu, format, rows, new Shape(columns, inner)))
                .isCloseTo(microseconds, withinPercentage(percent));
    }

    /** 217 TFLOP/s in 16 bit, of 209.5 (vLLM pull request 34424): boost clocks are above those of the data sheet. */
    @Test
    void geforceCardsMultiplyAtNearlyTheRateOfTheirDataSheet() {
        double rows = 16_384;
        assertThat(2 * rows * SHAPE.columns() * SHAPE.inner() / seconds("RTX-5090", WeightFormat.BF16, rows))
                .isBetween(0.9 * 209.5e12, 217e12);
    }

    @Test
    void fourBitsRunAtTheRateOfTheDataSheet() {
        assertThat(kernels("B200-SXM-180").peak(WeightFormat.Arithmetic.FP4)).isEqualTo(9000e12);
        assertThat(kernels("B300-SXM-288").peak(WeightFormat.Arithmetic.FP4)).isEqualTo(14_000e12);
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
