package org.shardplan.serving.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shardplan.layout.KeyValueFormat;
import org.shardplan.problem.Load;
import org.shardplan.problem.ServingProblem;
import org.shardplan.serving.ServingExamples;

class AttentionKernelsTest {

    private static final double MICRO = 1e6;

    private static double latent(String gpu, int tensor, int sequences, int context) {
        ServingProblem problem = ServingExamples.of(
                "DeepSeek-V3", gpu, "vllm", ServingExamples.requests(1, 1, new Load.ClosedLoop(1)));
        KernelTimes kernels = new KernelTimes(problem.pool(0).gpu(), problem.engine());
        return MICRO * new AttentionKernels(kernels, problem.model().attention(), tensor)
                .answer(sequences, context, KeyValueFormat.BF16);
    }

    /** FlashAttention MLA on Hopper, 16 and 64 heads (vLLM pull request 27363); more drafted tokens are more heads. */
    @ParameterizedTest
    @CsvSource({"8, 128, 71", "8, 16, 30", "2, 32, 42", "2, 2, 30", "2, 4, 30"})
    void latentAttentionTakesWhatWasMeasured(int tensor, int sequences, double microseconds) {
        assertThat(latent("H200", tensor, sequences, 1024)).isCloseTo(microseconds, withinPercentage(20));
    }

    /** FlashMLA on Hopper has tiles of 64 heads, CUTLASS MLA on Blackwell of 128. */
    @ParameterizedTest
    @CsvSource({"H200, 8, 2", "B200, 8, 1"})
    void headsThatDoNotFillATileTakeAsLongAsThoseThatDo(String gpu, int few, int many) {
        assertThat(latent(gpu, few, 64, 8192)).isCloseTo(latent(gpu, many, 64, 8192), withinPercentage(1));
    }

    /** 256 sequences of 8,192 tokens: 4.1 TB/s with 128 heads on one B200 (SGLang pull request 6929). */
    @Test
    void allHeadsOnOneGpuAreBoundByArithmetic() {
        double bytes = 256.0 * 8192 * 576 * 2;
        assertThat(bytes / latent("B200", 1, 256, 8192) * MICRO).isCloseTo(4.1e12, withinPercentage(5));
        assertThat(latent("H200", 1, 256, 8192)).isCloseTo(2 * latent("H200", 2, 256, 8192), withinPercentage(2));
    }
}
