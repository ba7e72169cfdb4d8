package org.shardplan.serving.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.shardplan.serving.ServingExamples.of;
import static org.shardplan.serving.ServingExamples.replica;
import static org.shardplan.serving.ServingExamples.requests;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shardplan.layout.Precision;
import org.shardplan.layout.Replica;
import org.shardplan.layout.Replica.Split;
import org.shardplan.layout.WeightFormat;
import org.shardplan.problem.Gpu;
import org.shardplan.problem.Load;
import org.shardplan.problem.ServingProblem;
import org.shardplan.serving.memory.KeyValueMemory;

/** What the data sheet of a GPU allows at best. */
class RooflineTest {

    private static final int INPUT = 3000;
    private static final int OUTPUT = 600;
    private static final String GRID = """
            Llama-3.1-8B,  A10,   vllm,         BF16, 8.03e9,  1
            Llama-3.1-8B,  L4,    vllm,         FP8,  8.03e9,  2
            Llama-3.1-8B,  L40S,  sglang,       INT4, 8.03e9,  1
            Llama-3.1-70B, H100,  tensorrt-llm, FP8,  70.6e9,  4
            Llama-3.1-70B, H200,  tensorrt-llm, BF16, 70.6e9,  2
            Llama-3.1-70B, B200,  tensorrt-llm, FP8,  70.6e9,  8
            Llama-3.1-70B, MI300X, vllm,        FP8,  70.6e9,  1
            Gemma-3-27B,   A100,  vllm,         BF16, 27.0e9,  2
            Qwen3-32B,     H200,  sglang,       FP8,  32.8e9,  1
            Llama-3.1-405B, H200, vllm,         FP8,  405.9e9, 8
            """;

    /** Dense models: every step reads all layers, and the keys and values of all that run. */
    @ParameterizedTest
    @CsvSource(textBlock = GRID)
    void noStepIsFasterThanItsBytes(
            String model, String gpu, String engine, WeightFormat format, double parameters, int tensor) {
        ServingProblem problem = of(model, gpu, engine, requests(INPUT, OUTPUT, new Load.ClosedLoop(1)));
        Replica replica = replica(Split.tensor(tensor), format);
        ReplicaTime time = new ReplicaTime(problem, replica);
        double embeddings = 2.0 * problem.model().vocabulary().size() * problem.model().hidden();
        double weights = (parameters - embeddings) * format.bytes() / tensor;
        double context = INPUT + OUTPUT / 2.0 - 16;
        double keys = new KeyValueMemory(problem.model()).ofSequence(context, replica.split(),
                replica.formats().keyValues()).value();
        for (int running : List.of(1, 7, 64, 300)) {
            double bytes = weights + running * keys;
            assertThat(time.answerSeconds(running) * gpu(problem).memory().bandwidth().bytesPerSecond())
                    .as("%d sequences", running).isGreaterThan(bytes);
        }
    }

    @ParameterizedTest
    @CsvSource(textBlock = GRID)
    void noPromptIsFasterThanItsMultiplications(
            String model, String gpu, String engine, WeightFormat format, double parameters, int tensor) {
        ServingProblem problem = of(model, gpu, engine, requests(INPUT, OUTPUT, new Load.ClosedLoop(1)));
        ReplicaTime time = new ReplicaTime(problem, replica(Split.tensor(tensor), format));
        double embeddings = 2.0 * problem.model().vocabulary().size() * problem.model().hidden();
        double flops = 2 * (parameters - embeddings) * INPUT / tensor;
        double peak = gpu(problem).peak(format == WeightFormat.FP8 ? Precision.FP8 : Precision.BF16).perSecond();
        assertThat(time.prompt().totalSeconds() * peak).isGreaterThan(flops);
        assertThat(time.packedPromptSeconds() * peak).isGreaterThan(flops);
    }

    private static Gpu gpu(ServingProblem problem) {
        return problem.pool(0).gpu();
    }
}
