package org.shardplan.serving.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shardplan.problem.Load;
import org.shardplan.problem.MixtureOfExperts.Routing;
import org.shardplan.problem.ServingProblem;
import org.shardplan.serving.ServingExamples;

class TransfersTest {

    private static final double MIB = 1024 * 1024;
    private static final double MICRO = 1e6;
    private static final Routing DEEPSEEK = new Routing(256, 8, 4, 8);

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

    /** vLLM's custom all-reduce on MI300X (aiter pull request 801, vLLM pull request 19744), and 3 us of skew. */
    @ParameterizedTest
    @CsvSource({"2, 1, 28.15", "2, 32, 703.69", "4, 0.25, 14.39", "4, 4, 63.86"})
    void allReducesOverAMeshTakeWhatWasMeasured(int gpus, double mib, double microseconds) {
        assertThat(MICRO * of("MI300X").over(gpus).seconds(mib * MIB))
                .isCloseTo(microseconds + 3, withinPercentage(1));
    }

    /** 32 MiB over 8 cards: 37.6 GB/s and more behind PCIe 5.0, 2 GB/s on the machine of the L40S table. */
    @Test
    void overPcieTheyTakeManyTimesAsLong() {
        double linked = of("H100").over(8).seconds(32 * MIB);
        assertThat(of("H100-PCIe-80").over(8).seconds(32 * MIB)).isGreaterThan(8 * linked);
        assertThat(of("L40S").over(8).seconds(32 * MIB)).isGreaterThan(100 * linked);
    }

    /** NCCL on 4 RTX 4090: 18 GB/s of bus bandwidth through host memory (NCCL issue 1603). */
    @Test
    void cardsWithoutPeerAccessReduceThroughTheHost() {
        double bytes = 256 * MIB;
        assertThat(1.5 * bytes / of("RTX-4090").over(4).seconds(bytes)).isCloseTo(18e9, withinPercentage(1));
    }

    @Test
    void acrossNodesTheyTakeSeveralTimesAsLong() {
        assertThat(of("H100").over(16).seconds(32 * MIB)).isGreaterThan(4 * of("H100").over(8).seconds(32 * MIB));
    }

    /** Dispatch and combine over 8 H100 (DeepEP, hidden 7,168, 8 of 256 experts). */
    @ParameterizedTest
    @CsvSource({"1, 27", "128, 104", "8192, 2765"})
    void expertsAreReachedAsFastAsMeasured(int tokens, double microseconds) {
        assertThat(MICRO * of("H100").dispatch(8, tokens, DEEPSEEK, 7168))
                .isCloseTo(microseconds, withinPercentage(18));
    }

    /** DeepEP's own tables of H800 and 400 Gb/s cards, 128 tokens each: dispatch and combine (README). */
    @ParameterizedTest
    @CsvSource({"16, 313", "32, 428", "64, 487", "128, 561"})
    void expertsOfOtherNodesAreReachedAsFastAsMeasured(int gpus, double microseconds) {
        assertThat(MICRO * of("H100").dispatch(gpus, 128, DEEPSEEK, 7168))
                .isCloseTo(microseconds, withinPercentage(11));
    }

    /** A token crosses the network once for each node, of which DeepSeek's routing reaches at most four. */
    @Test
    void manyTokensGoOncePerNode() {
        Routing anywhere = new Routing(256, 8, 0);
        double limited = of("H100").dispatch(64, 8192, DEEPSEEK, 7168);
        assertThat(limited).isLessThan(0.8 * of("H100").dispatch(64, 8192, anywhere, 7168));
        assertThat(limited).isLessThan(2 * of("H100").dispatch(32, 8192, DEEPSEEK, 7168));
    }

    /** One of the seven links of an MI300X carries 64 GB/s; behind a switch a pair of H100 has the sum of them. */
    @Test
    void inAMeshAPairHasOneLink() {
        assertThat(256 * MIB / of("MI300X").hop(1, 256 * MIB)).isBetween(40e9, 64e9);
        assertThat(256 * MIB / of("H100").hop(1, 256 * MIB)).isGreaterThan(300e9);
    }

    /** 64 MiB between two H100: 188 us in a node, 2.0 ms between nodes (vidur). */
    @Test
    void hopsTakeWhatWasMeasured() {
        assertThat(MICRO * of("H100").hop(1, 64_880_640)).isCloseTo(188, withinPercentage(10));
        assertThat(MICRO * of("H100").hop(8, 64_880_640)).isCloseTo(2000, withinPercentage(15));
    }
}
