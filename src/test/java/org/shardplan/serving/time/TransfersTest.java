package org.shardplan.serving.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shardplan.problem.Load;
import org.shardplan.problem.ServingProblem;
import org.shardplan.serving.ServingExamples;

class TransfersTest {

    private static final double MIB = 1024 * 1024;
    private static final double MICRO = 1e6;

    private static Transfers of(String gpu) {
        ServingProblem problem = ServingExamples.of(
                "Llama-3.1-8B", gpu, "vllm", ServingExamples.requests(1, 1, new Load.ClosedLoop(1)));
        return new Transfers(problem.pool(0), problem.engine().kernels(problem.pool(0).gpu()).collectives());
    }

    /** Measured in CUDA graphs (aiconfigurator), and 3 us of skew. */
    @ParameterizedTest
    @CsvSource({"H100, 2, 1, 8.3", "H100, 8, 1, 15.0", "H100, 8, 32, 177.8", "A100, 4, 32, 288.1", "B200, 8, 32, 111.3",
        "L40S, 4, 1, 360.6", "L40S, 8, 32, 30062"})
    void allReducesTakeWhatWasMeasured(String gpu, int gpus, double mib, double microseconds) {
        assertThat(MICRO * of(gpu).over(gpus).seconds(mib * MIB))
                .isCloseTo(microseconds + 3, withinPercentage(0.1));
    }

    @Test
    void overPcieTheyTakeManyTimesAsLong() {
        assertThat(of("H100-PCIe-80").over(8).seconds(MIB)).isGreaterThan(10 * of("H100").over(8).seconds(MIB));
    }

    @Test
    void acrossNodesTheyTakeSeveralTimesAsLong() {
        assertThat(of("H100").over(16).seconds(32 * MIB)).isGreaterThan(4 * of("H100").over(8).seconds(32 * MIB));
    }

    /** Dispatch and combine over 8 H100 (DeepEP, hidden 7,168, 8 of 256 experts). */
    @ParameterizedTest
    @CsvSource({"1, 27", "128, 104", "8192, 2765"})
    void expertsAreReachedAsFastAsMeasured(int tokens, double microseconds) {
        assertThat(MICRO * of("H100").dispatch(8, tokens, 8, 7168)).isCloseTo(microseconds, withinPercentage(18));
    }

    /** 64 MiB between two H100: 188 us in a node, 2.0 ms between nodes (vidur). */
    @Test
    void hopsTakeWhatWasMeasured() {
        assertThat(MICRO * of("H100").hop(1, 64_880_640)).isCloseTo(188, withinPercentage(10));
        assertThat(MICRO * of("H100").hop(8, 64_880_640)).isCloseTo(2000, withinPercentage(15));
    }
}
