package org.shardplan.serving.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shardplan.TestProblems;
import org.shardplan.io.layout.ServingLayoutText;
import org.shardplan.layout.KeyValueFormat;
import org.shardplan.layout.Replica;
import org.shardplan.layout.Replica.Batching;
import org.shardplan.layout.Replica.Formats;
import org.shardplan.layout.Replica.Split;
import org.shardplan.layout.ServingLayout;
import org.shardplan.layout.WeightFormat;
import org.shardplan.problem.ServingProblem;
import org.shardplan.serving.estimate.ServingEstimate;
import org.shardplan.serving.estimate.ServingEstimator;
import org.shardplan.serving.memory.ServingMemory;
import org.shardplan.serving.space.ServingSpace;
import org.shardplan.serving.space.Shape;
import org.shardplan.serving.time.StepPart;
import org.shardplan.solver.SearchKind;
import org.shardplan.solver.SolverOptions;

/** Where other tools fall. */
class ServingTrapsTest {

    private static final double KIB = 1024;

    private static ServingProblem problem(String model, String gpu, int count, String workload, String more) {
        return TestProblems.serving(model, workload, gpu, count, more);
    }

    private static ServingEstimate best(ServingProblem problem) {
        return new ServingSolver().solve(problem, new SolverOptions(SearchKind.EXACT, 1, 0, Duration.ofSeconds(60)))
                .best().orElseThrow();
    }

    private static ServingMemory memory(ServingProblem problem, Split split, WeightFormat weights) {
        return new ServingEstimator(problem).memory(new Replica(
                0, split, new Formats(weights, KeyValueFormat.BF16), new Batching(1, 8192)));
    }

    /** GenZ asks for tp·pp below the number of GPUs and so never takes them all. */
    @Test
    void eightTensorRanksOnEightGpusAreConsidered() {
        ServingProblem problem = problem("Llama-3.1-70B", "H100-SXM-80", 8, "", "");
        assertThat(new ServingSpace(new ServingEstimator(problem)).shapes()).extracting(Shape::split)
                .contains(Split.tensor(8));
        assertThat(best(problem("Llama-3.1-70B", "H100-SXM-80", 8, ", 'concurrency': 1", ", 'objective': 'latency'"))
                .layout().groups().get(0).replica().split().tensor()).isEqualTo(8);
    }

    /** 810 GB of weights on 640: the answer says by how much the best split misses, not only that there is none. */
    @Test
    void aModelThatIsTooLargeIsToldInGiB() {
        ServingMiss miss = new ServingSolver().prove(problem("Llama-3.1-405B", "H100-SXM-80", 8, "", ""))
                .nearest().orElseThrow();
        assertThat(miss.violations().get(0).message()).startsWith("The engine does not start on H100-SXM-80: weights ")
                .endsWith(" usable are left to it. Maybe use a larger tp or pp, or fewer bits.");
        assertThat(miss.estimate().gpus()).isEqualTo(8);
    }

    /** Whatever rejects all of them, the layout that comes furthest is told with its rule. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            Llama-3.1-8B  | H100-SXM-80  | {'tp': [3, 5]}                           | The tp (5) must divide the att
            Llama-3.1-8B  | H100-SXM-80  | {'ep': [2]}                              | The ep (2) must divide the exp
            Llama-3.1-8B  | V100-SXM2-32 | {'weightPrecision': ['bf16']}            | The GPU V100-SXM2-32 does not
            Llama-3.1-70B | H100-SXM-80  | {'tp': [2], 'pp': [1], 'maxBatch': [64]} | The keys and values of 64 seq
            """)
    void theNearestOfRejectedLayoutsIsToldWithItsRule(String model, String gpu, String allow, String message) {
        ServingProblem problem = problem(model, gpu, 8, "", ", 'allow': " + allow);
        ServingMiss miss = new ServingSolver().prove(problem).nearest().orElseThrow();
        assertThat(miss.violations().get(0).message()).startsWith(message);
    }

    /** LLM-Viewer charges keys and values for all 64 query heads. Pages of 16 tokens hold 2,300 of 2,304. */
    @Test
    void keysAndValuesAreThoseOfTheEightGroups() {
        ServingMemory memory = memory(problem("Llama-3.1-70B", "H100-SXM-80", 8, "", ""), Split.tensor(4), WeightFormat.BF16);
        assertThat(memory.perSequence().value() * 4 / 2304).isCloseTo(320 * KIB, within(1.0));
    }

    /** 8-bit keys and values take half the bytes, but attention over long contexts is only 1.3 to 1.6 times as fast. */
    @Test
    void keysInEightBitHalveTheRoomButDoNotDoubleAttention() {
        ServingProblem problem = problem("Llama-3.1-70B", "H100-SXM-80", 8, ", 'concurrency': 64", "");
        assertThat(attentionSeconds(problem, KeyValueFormat.BF16) / attentionSeconds(problem, KeyValueFormat.FP8))
                .isBetween(1.3, 1.6);
    }

    private static double attentionSeconds(ServingProblem problem, KeyValueFormat keyValues) {
        return new ServingEstimator(problem).time(new Replica(0, Split.tensor(8),
                new Formats(WeightFormat.BF16, keyValues), new Batching(64, 2048))).step(64).seconds(StepPart.ATTENTION);
    }

    /** Qwen3-235B has 4 key/value heads: 8 GPUs hold each twice. */
    @Test
    void keysAndValuesAreCopiedWhereTensorRanksOutnumberThem() {
        ServingProblem problem = problem("Qwen3-235B-A22B", "H200-SXM-141", 8, "", "");
        assertThat(memory(problem, Split.tensor(8), WeightFormat.BF16).perSequence())
                .isEqualTo(memory(problem, Split.tensor(4), WeightFormat.BF16).perSequence());
    }

    /**
     * Data-parallel instead of tensor-parallel attention gives up to 8 times the room for keys and values (vllm#51454:
     * 7.7 times for a small model on 8 B200). Every group copies the attention weights, so there is less to gain where
     * memory is short.
     */
    @Test
    void dataParallelAttentionHoldsManyTimesTheSequencesOfDeepSeek() {
        assertThat(gainOfDataParallelAttention("B300-SXM-288")).isBetween(7.0, 8.0);
        assertThat(gainOfDataParallelAttention("H200-SXM-141")).isBetween(4.5, 6.5);
    }

    private static double gainOfDataParallelAttention(String gpu) {
        ServingProblem problem = problem("DeepSeek-R1", gpu, 8, "", "");
        int tensor = memory(problem, new Split(8, 1, 1, 8), WeightFormat.FP8).sequences();
        int data = 8 * memory(problem, new Split(1, 1, 8, 8), WeightFormat.FP8).sequences();
        return (double) data / tensor;
    }

    /** Eight L40S share PCIe: an all-reduce of 1 MiB takes 583 µs. */
    @Test
    void tensorParallelismOverPcieLosesToReplicas() {
        ServingProblem problem = problem("Llama-3.1-8B", "L40S-48", 8, ", 'tpotMs': 60",
                ", 'objective': 'throughput', 'allow': {'disaggregation': [false], 'mixedShapes': false}");
        ServingEstimate best = best(problem);
        assertThat(best.layout().groups().get(0).replica().split().tensor()).isEqualTo(1);
        assertThat(estimate(problem, "tp=8,maxBatch=64").tokensPerSecond()).isLessThan(0.5 * best.tokensPerSecond());
    }

    /** A 70B model needs several L40S: stages beat tensor ranks there. */
    @Test
    void tensorParallelismOverPcieLosesToStages() {
        ServingProblem problem = problem("Llama-3.1-70B", "L40S-48", 8, "",
                ", 'objective': 'throughput', 'allow': {'disaggregation': [false], 'mixedShapes': false}");
        assertThat(best(problem).layout().groups().get(0).replica().split().pipeline()).isGreaterThan(1);
        assertThat(estimate(problem, "tp=2,pp=4,maxBatch=64").tokensPerSecond())
                .isGreaterThan(estimate(problem, "tp=8,maxBatch=64").tokensPerSecond());
    }

    /** vLLM stores fp8 weights there and multiplies them in 16 bit; TensorRT-LLM does not serve them. */
    @Test
    void anA100DoesNotMultiplyInEightBitFloatingPoint() {
        assertThat(weightFormatsOnA100("tensorrt-llm")).containsOnly(WeightFormat.BF16);
        assertThat(weightFormatsOnA100("vllm")).containsOnly(WeightFormat.BF16, WeightFormat.FP8);
        ServingProblem problem = problem("Llama-3.1-70B", "A100-SXM-80", 8, "", "");
        double multiplied = 2.0 * 68e9 * 2000;
        assertThat(estimate(problem, "tp=8,maxBatch=8,weights=fp8").accuracy().untested())
                .contains("fp8 weights unpacked to 16 bit");
        assertThat(promptSeconds(problem, WeightFormat.FP8)).isGreaterThan(multiplied / (8 * 312e12))
                .isCloseTo(promptSeconds(problem, WeightFormat.BF16), withinPercentage(5));
    }

    private static List<WeightFormat> weightFormatsOnA100(String engine) {
        ServingProblem problem = problem("Llama-3.1-70B", "A100-SXM-80", 8, "", ", 'engine': '" + engine
                + "', 'allow': {'weightPrecision': ['bf16', 'fp8']}");
        return new ServingSpace(new ServingEstimator(problem)).shapes().stream()
                .map(shape -> shape.formats().weights()).distinct().toList();
    }

    private static double promptSeconds(ServingProblem problem, WeightFormat weights) {
        return new ServingEstimator(problem).time(new Replica(0, Split.tensor(8),
                new Formats(weights, KeyValueFormat.BF16), new Batching(8, 8192))).prompt().totalSeconds();
    }

    @Test
    void fourBitFloatingPointIsForBlackwell() {
        String open = ", 'allow': {'weightPrecision': ['bf16', 'nvfp4']}";
        assertThat(new ServingSpace(new ServingEstimator(problem("Llama-3.1-70B", "H100-SXM-80", 8, "", open))).shapes())
                .extracting(shape -> shape.formats().weights()).doesNotContain(WeightFormat.NVFP4);
        assertThat(new ServingSpace(new ServingEstimator(problem("Llama-3.1-70B", "B200-SXM-180", 8, "", open))).shapes())
                .extracting(shape -> shape.formats().weights()).contains(WeightFormat.NVFP4);
    }

    /** dynamo#8583 asked for 32 GPUs and got 50. */
    @Test
    void theInventoryIsNeverExceeded() {
        ServingEstimate best = best(problem("Llama-3.1-8B", "H100-SXM-80", 5, "", ", 'objective': 'throughput'"));
        assertThat(best.gpus()).isLessThanOrEqualTo(5);
    }

    /**
     * AIConfigurator's published choices for this question: in bf16 2 × TP2 for prompts and TP4, or TP8 and TP4 alike
     * without disaggregation; in fp8 4 × TP1 and TP4. It leaves no margin below the levels, and neither do these files.
     */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            disaggregated-bf16 | prefill.tp=2,prefill.replicas=2,decode.tp=4,decode.replicas=1
            disaggregated-fp8  | prefill.tp=1,prefill.replicas=4,decode.tp=4,decode.replicas=1
            aggregated-bf16    | tp=8
            aggregated-bf16    | tp=4,replicas=2
            """)
    void whatAiConfiguratorChoosesIsWithinTheExpectedErrorOfTheBest(String form, String replicas) {
        ServingProblem problem = TestProblems.shippedServing("serve-llama-3.1-70b-8xh100-" + form);
        List<Split> splits = splits(ServingLayoutText.parse(replicas, problem).layout().orElseThrow());
        ServingEstimate other = new ServingSolver().solve(problem,
                        new SolverOptions(SearchKind.EXACT, 100, 0, Duration.ofSeconds(60))).ranking().stream()
                .filter(estimate -> splits(estimate.layout()).equals(splits)).findFirst().orElseThrow();
        assertThat(1 - other.tokensPerSecond() / best(problem).tokensPerSecond())
                .isLessThan(other.accuracy().throughput());
    }

    private static List<Split> splits(ServingLayout layout) {
        return layout.groups().stream().map(group -> group.replica().split()).toList();
    }

    private static ServingEstimate estimate(ServingProblem problem, String layout) {
        return new ServingEstimator(problem).estimate(ServingLayoutText.parse(layout, problem).layout().orElseThrow());
    }
}
