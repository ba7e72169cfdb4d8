package org.shardplan.serving.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.shardplan.serving.ServingExamples.of;
import static org.shardplan.serving.ServingExamples.replica;
import static org.shardplan.serving.ServingExamples.requests;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shardplan.layout.KeyValueFormat;
import org.shardplan.layout.Replica.Split;
import org.shardplan.layout.WeightFormat;
import org.shardplan.problem.Load;
import org.shardplan.problem.ServingProblem;

/** Steps against published runs of 1,024 tokens in and out (aiconfigurator silicon samples). */
class ReplicaTimeTest {

    private static ReplicaTime of70b(String gpu, int tensor) {
        ServingProblem problem = of("Llama-3.1-70B", gpu, "tensorrt-llm",
                requests(1024, 1024, new Load.ClosedLoop(1)));
        return new ReplicaTime(problem,
                replica(Split.tensor(tensor), WeightFormat.FP8, KeyValueFormat.FP8));
    }

    /** Every GPU reads the messages of all others: with many sequences eight GPUs are slower than four. */
    @ParameterizedTest
    @CsvSource({"H200, 4, 128, 19.3", "H200, 8, 128, 21.6", "H200, 8, 64, 13.5", "H200, 8, 8, 6.7",
        "B200, 4, 32, 8.0", "B200, 8, 16, 6.5", "B200, 8, 128, 13.6"})
    void tensorParallelStepsOfTensorRtLlmTakeWhatWasMeasured(
            String gpu, int tensor, int sequences, double milliseconds) {
        assertThat(1e3 * of70b(gpu, tensor).tokenSeconds(sequences)).isCloseTo(milliseconds, withinPercentage(13));
    }

    /** Weights of 70 GB in 8 bits at 4.8 TB/s: 14.7 of 20.1 ms. */
    @ParameterizedTest
    @CsvSource({"H200, 1, 4, 20.1", "H200, 2, 4, 12.0", "H200, 4, 4, 8.0", "B200, 1, 4, 14.6"})
    void eightBitWeightsAreReadAsFastAsMeasured(String gpu, int tensor, int sequences, double milliseconds) {
        assertThat(1e3 * of70b(gpu, tensor).tokenSeconds(sequences)).isCloseTo(milliseconds, withinPercentage(6));
    }

    /** One mxfp4 kernel on two GPUs with the same processors: what H200 reads faster helps little. */
    @ParameterizedTest
    @CsvSource({"H100, 2, 64, 14.8", "H200, 2, 64, 14.4", "H100, 2, 4, 5.0", "H200, 2, 4, 4.8", "H200, 8, 64, 7.1"})
    void packedExpertsTakeWhatWasMeasured(String gpu, int tensor, int sequences, double milliseconds) {
        ServingProblem problem = of("gpt-oss-120b", gpu, "vllm", requests(1024, 1024, new Load.ClosedLoop(1)));
        ReplicaTime time = new ReplicaTime(problem, replica(Split.tensor(tensor), WeightFormat.MXFP4));
        assertThat(1e3 * time.tokenSeconds(sequences)).isCloseTo(milliseconds, withinPercentage(11));
    }

    /** TensorRT-LLM, every GPU with its own experts: the busiest decides. */
    @ParameterizedTest
    @CsvSource({"2, 4, 5.9", "2, 64, 14.1", "4, 64, 11.4", "8, 4, 4.4"})
    void stepsOfExpertParallelismTakeWhatWasMeasured(int gpus, int sequences, double milliseconds) {
        ServingProblem problem = of("gpt-oss-120b", "H200", "tensorrt-llm",
                requests(922, 922, new Load.ClosedLoop(1)));
        ReplicaTime time = new ReplicaTime(problem, replica(new Split(gpus, 1, 1, gpus), WeightFormat.MXFP4));
        assertThat(1e3 * time.tokenSeconds(sequences)).isCloseTo(milliseconds, withinPercentage(16));
    }

    /** Without graphs the host launches steps with prompts: 31 requests a second on 8 GPUs, 28 on 4 (32 clients). */
    @ParameterizedTest
    @CsvSource({"2, 32, 9.0", "4, 32, 8.2", "8, 16, 4.9", "8, 32, 7.5"})
    void stepsWithPromptsTakeAtLeastWhatTheHostNeeds(int tensor, int sequences, double milliseconds) {
        ServingProblem problem = of("Llama-3.1-8B", "H100", "tensorrt-llm",
                requests(1024, 128, new Load.ClosedLoop(1)));
        ReplicaTime time = new ReplicaTime(problem, replica(Split.tensor(tensor), WeightFormat.BF16));
        assertThat(1e3 * time.tokenSeconds(sequences)).isCloseTo(milliseconds, withinPercentage(12));
        double least = 0.999 * problem.engine().overheads(problem.cluster().pools().get(0).gpu())
                .prompts().leastSeconds();
        assertThat(time.answerSeconds(sequences) + time.addedPromptSeconds(sequences)).isGreaterThanOrEqualTo(least);
        assertThat(time.prompt().totalSeconds()).isGreaterThanOrEqualTo(least);
        assertThat(IntStream.rangeClosed(1, 700).mapToObj(time::tokenSeconds).toList()).isSorted();
        assertThat(IntStream.rangeClosed(1, 700).mapToObj(time::requestsPerSecond).toList()).isSorted();
    }

    /** The busiest of 8 groups of 16 experts: 1.4 times the mean of many tokens, over nodes copies even that out. */
    @ParameterizedTest
    @CsvSource({"8, 1.2, 1.45", "16, 0.85, 1.05"})
    void theBusiestGroupOfExpertsDecides(int gpus, double least, double most) {
        ServingProblem problem = of("gpt-oss-120b", "H200", "sglang", requests(8192, 128, new Load.ClosedLoop(1)));
        ReplicaTime shared = new ReplicaTime(problem, replica(new Split(1, 1, gpus, gpus), WeightFormat.MXFP4));
        ReplicaTime split = new ReplicaTime(problem, replica(new Split(1, 1, gpus, 1), WeightFormat.MXFP4));
        assertThat(experts(shared) / experts(split)).isBetween(least, most);
    }

    /** 54 % on 8 GB200 (TensorRT-LLM, ADP balance strategy): tokens of a group over those of the fullest. */
    @Test
    void attentionGroupsWaitForTheOneWithMostPrompts() {
        double tokens = 256 * (1 + 803.0 / 3653);
        double fullest = 256 + promptTokens(new Load.ClosedLoop(2048)) * 256 / 3653;
        assertThat(tokens / fullest).isBetween(0.45, 0.63);
    }

    @Test
    void groupsThatStartTogetherWithRequestsOfOneLengthStayInStep() {
        assertThat(promptTokens(new Load.Offline())).isCloseTo(803, withinPercentage(1));
    }

    /** Tokens that each prompt of 803 costs the groups together, by what it adds to attention. */
    private static double promptTokens(Load load) {
        ServingProblem problem = of("DeepSeek-V3", "H200", "tensorrt-llm", requests(803, 3653, load));
        ReplicaTime time = new ReplicaTime(problem, replica(new Split(1, 1, 8, 8), WeightFormat.FP8));
        return 803 * 8 * time.addedPrompt(2048).seconds(StepPart.ATTENTION)
                / time.prompt().seconds(StepPart.ATTENTION);
    }

    private static double experts(ReplicaTime time) {
        return time.prompt().seconds(StepPart.EXPERTS);
    }

    @ParameterizedTest
    @CsvSource({"H200, 2", "H200, 8", "B200, 4", "B200, 8"})
    void stepsNeverGetShorterWithMoreSequences(String gpu, int tensor) {
        ReplicaTime time = of70b(gpu, tensor);
        assertThat(IntStream.rangeClosed(1, 700).mapToObj(time::answerSeconds).toList()).isSorted();
    }

    /** 80 layers over 12 stages: seven on the fullest, 5 % more than 80/12; over 32 stages three, 20 % more. */
    @ParameterizedTest
    @CsvSource({"10, 1", "12, 1.05", "32, 1.2"})
    void aPipelineIsAsSlowAsItsFullestStage(int stages, double times) {
        ServingProblem problem = of("Llama-3.1-70B", "H100", "vllm", requests(2000, 500, new Load.ClosedLoop(1)));
        ReplicaTime even = new ReplicaTime(problem, replica(new Split(1, 8, 1, 1), WeightFormat.BF16));
        ReplicaTime time = new ReplicaTime(problem, replica(new Split(1, stages, 1, 1), WeightFormat.BF16));
        assertThat(stages * time.packedPromptSeconds())
                .isCloseTo(times * 8 * even.packedPromptSeconds(), withinPercentage(1));
        assertThat(time.answerSeconds(20 * stages)).isCloseTo(times * even.answerSeconds(20 * 8), withinPercentage(3));
        assertThat(time.step(20 * stages).totalSeconds())
                .isCloseTo(time.answerSeconds(20 * stages), withinPercentage(1e-9));
    }
}
