package org.shardplan.serving.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shardplan.layout.Replica.Split;
import org.shardplan.layout.WeightFormat;
import org.shardplan.problem.Load;
import org.shardplan.problem.ServingProblem;
import org.shardplan.serving.ServingExamples;

class ExpertKernelsTest {

    private static final double MICRO = 1e6;
    /** Kernels of the tables are launched one by one, those of engines in graphs. */
    private static final double LAUNCHES = 30;

    private static double experts(String model, String engine, Split split, WeightFormat format, int tokens) {
        ServingProblem problem = ServingExamples.of(
                model, "H200", engine, ServingExamples.requests(1, 1, new Load.ClosedLoop(1)));
        KernelTimes kernels = new KernelTimes(problem.pool(0).gpu(), problem.engine());
        return MICRO * new ExpertKernels(kernels, problem.model(), split, format, false).seconds(tokens);
    }

    /** Triton kernels of vLLM 0.24 on H200, power-law routing (aiconfigurator), fp8 with scales per block. */
    @ParameterizedTest
    @CsvSource({"DeepSeek-V3, 8, 64, 305", "DeepSeek-V3, 8, 512, 488", "DeepSeek-V3, 8, 8192, 2538",
        "Kimi-K2, 8, 64, 409", "Kimi-K2, 8, 8192, 2773", "Qwen3-235B-A22B, 4, 64, 187",
        "Qwen3-235B-A22B, 4, 8192, 1773", "Qwen3-30B-A3B, 1, 64, 173", "Qwen3-30B-A3B, 1, 8192, 1565"})
    void expertsOfEveryWidthTakeWhatTheTablesSay(String model, int tensor, int tokens, double microseconds) {
        assertThat(LAUNCHES + experts(model, "vllm", Split.tensor(tensor), WeightFormat.FP8, tokens))
                .isCloseTo(microseconds, withinPercentage(17));
    }

    /** DeepGEMM's grouped multiplications, which TensorRT-LLM has, are more than half as fast again as Triton's. */
    @Test
    void enginesDifferByTheirKernels() {
        double triton = experts("DeepSeek-V3", "sglang", Split.tensor(8), WeightFormat.FP8, 8192);
        assertThat(experts("DeepSeek-V3", "tensorrt-llm", Split.tensor(8), WeightFormat.FP8, 8192))
                .isLessThan(triton / 1.5);
    }
}
