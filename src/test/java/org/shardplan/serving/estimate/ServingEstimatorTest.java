package org.shardplan.serving.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.shardplan.serving.ServingExamples.of;
import static org.shardplan.serving.ServingExamples.replica;
import static org.shardplan.serving.ServingExamples.requests;
import static org.shardplan.serving.ServingExamples.requestsAt;
import static org.shardplan.serving.ServingExamples.tensor;
import static org.shardplan.serving.ServingExamples.withPrefixHits;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.shardplan.layout.KeyValueFormat;
import org.shardplan.layout.Replica;
import org.shardplan.layout.Replica.Split;
import org.shardplan.layout.ReplicaGroup;
import org.shardplan.layout.ServingLayout;
import org.shardplan.layout.WeightFormat;
import org.shardplan.problem.Load;
import org.shardplan.problem.ServiceLevels;
import org.shardplan.problem.Serving;
import org.shardplan.problem.Serving.Lengths;
import org.shardplan.problem.Serving.Shortcuts;
import org.shardplan.problem.Serving.Speculation;
import org.shardplan.problem.ServingProblem;
import org.shardplan.serving.estimate.ServiceTimes.Times;
import org.shardplan.serving.time.ReplicaTime;
import org.shardplan.serving.time.StepBreakdown;
import org.shardplan.serving.time.StepPart;

class ServingEstimatorTest {

    private static final List<Integer> BATCHES = List.of(1, 2, 4, 8, 16, 32, 64, 100, 128, 200, 256);

    private static ServingEstimate estimate(ServingProblem problem, Replica replica) {
        return new ServingEstimator(problem).estimate(new ServingLayout.Aggregated(replica, 1));
    }

    /**
     * vLLM 0.19, 8 x H200, TP8, 4,096 tokens in, 512 out (vllm#41306); kept out of every fit; that of DeepSeek-V2 was
     * known when the small kernels of latent attention were counted. Its prompt is predicted 34 % too slow.
     */
    @ParameterizedTest
    @CsvSource({"Llama-3.1-8B, 2.85, 46, 13", "Llama-3.1-70B, 7.56, 160.6, 15", "Mixtral-8x7B, 2.66, 55, 16",
        "DeepSeek-V2, 8.73, 106, 7"})
    void aSingleRequestOnEightGpusTakesWhatWasMeasured(String model, double tpotMs, double ttftMs, double percent) {
        ServingProblem problem = of(model, "H200", "vllm", requests(4096, 512, new Load.ClosedLoop(1)));
        Times times = estimate(problem, tensor(8)).times().mean();
        assertThat(times.tpotMs()).isCloseTo(tpotMs, withinPercentage(percent));
        assertThat(times.ttftMs()).isCloseTo(ttftMs, withinPercentage(35));
    }

    @ParameterizedTest
    @CsvSource({"Llama-3.1-70B, H100, BF16, 8", "Llama-3.1-8B, L40S, FP8, 2", "Mixtral-8x7B, A100, BF16, 8",
        "DeepSeek-V3, H200, FP8, 8", "gpt-oss-120b, B200, MXFP4, 8"})
    void moreSequencesTakeLongerStepsButYieldMore(String model, String gpu, WeightFormat weights, int tensor) {
        ServingProblem problem = of(model, gpu, "vllm", requests(2000, 500, new Load.ClosedLoop(1)));
        ReplicaTime time = new ServingEstimator(problem).time(replica(Split.tensor(tensor), weights));
        for (int index = 1; index < BATCHES.size(); index++) {
            assertThat(time.tokenSeconds(BATCHES.get(index)))
                    .isGreaterThanOrEqualTo(time.tokenSeconds(BATCHES.get(index - 1)));
            assertThat(time.requestsPerSecond(BATCHES.get(index)))
                    .isGreaterThan(time.requestsPerSecond(BATCHES.get(index - 1)));
        }
    }

    /** H200 and H100 differ in memory alone. */
    @ParameterizedTest
    @ValueSource(strings = {"Llama-3.1-8B", "Llama-3.1-70B", "Mixtral-8x7B", "DeepSeek-V3"})
    void moreBandwidthIsNeverSlower(String model) {
        for (int batch : BATCHES) {
            assertThat(usual(model, "H200").answerSeconds(batch)).isLessThan(usual(model, "H100").answerSeconds(batch));
        }
    }

    /** With the costs of a GPU the engine was not measured on, so that only data sheets differ. */
    private static ReplicaTime usual(String model, String gpu) {
        ServingProblem problem = of(model, gpu, "vllm", requests(2000, 500, new Load.ClosedLoop(1)));
        return new ServingEstimator(problem.with(problem.engine().with(problem.engine().usual()))).time(tensor(8));
    }

    @ParameterizedTest
    @CsvSource({"Llama-3.1-70B, 8, 1, 1, 1", "Llama-3.1-70B, 4, 2, 1, 1", "DeepSeek-V3, 1, 1, 8, 8",
        "Mixtral-8x7B, 4, 1, 1, 4"})
    void thePartsOfAStepSumToItsTotal(String model, int tensor, int pipeline, int data, int expert) {
        ServingProblem problem = of(model, "H200", "vllm", requests(2000, 500, new Load.ClosedLoop(64)));
        ReplicaTime time = new ServingEstimator(problem)
                .time(replica(new Split(tensor, pipeline, data, expert), WeightFormat.BF16));
        StepBreakdown step = time.step(64);
        double sum = 0;
        for (StepPart part : StepPart.values()) {
            assertThat(step.seconds(part)).isNotNegative();
            sum += step.seconds(part);
        }
        assertThat(step.totalSeconds()).isCloseTo(sum, within(1e-12));
        assertThat(time.answerSeconds(64)).isCloseTo(sum, within(1e-12));
        assertThat(step.seconds(StepPart.PIPELINE_COMMUNICATION) > 0).isEqualTo(pipeline > 1);
        assertThat(step.seconds(StepPart.EXPERT_COMMUNICATION) > 0).isEqualTo(data > 1);
    }

    /** Little 1961: requests under way = rate · time, also where an answer is a single token. */
    @ParameterizedTest
    @CsvSource({"1, 200", "8, 200", "64, 200", "200, 200", "1000, 200", "64, 1", "1000, 1", "64, 2", "500, 8"})
    void inAClosedLoopEveryClientHasOneRequestUnderWay(int clients, int output) {
        ServingProblem problem =
                of("Llama-3.1-8B", "H100", "vllm", requests(1000, output, new Load.ClosedLoop(clients)));
        ServingEstimate estimate = estimate(problem, tensor(1));
        double underWay = estimate.flow().requestsPerSecond() * estimate.times().mean().endToEndMs() / 1000;
        assertThat(underWay).isCloseTo(clients, withinPercentage(0.1));
    }

    /** 2 FLOPs a parameter and token, 989 TFLOP/s: a GPU cannot work off more prompts, however short the answers. */
    @ParameterizedTest
    @CsvSource({"500, 1", "500, 4", "2000, 1", "2000, 16", "8000, 128", "30000, 64"})
    void noMoreRequestsAreServedThanPromptsCanBeMultiplied(int input, int output) {
        for (Load load : List.of(new Load.ClosedLoop(4), new Load.ClosedLoop(500), new Load.Offline())) {
            ServingProblem problem = of("Llama-3.1-8B", "H100", "vllm", requests(input, output, load));
            ServingEstimate estimate = estimate(problem, tensor(1));
            assertThat(estimate.flow().requestsPerSecond() * 2 * 7.0e9 * input).isLessThan(0.85 * 989.4e12);
            double prompt = new ServingEstimator(problem).time(tensor(1)).packedPromptSeconds();
            assertThat(estimate.flow().capacity() * prompt).isLessThan(1 + 1e-12);
        }
    }

    @Test
    void anAnswerOfOneTokenHasNoNextToken() {
        ServingProblem problem = of("Llama-3.1-8B", "H100", "vllm", requests(500, 1, new Load.OpenLoop(10)));
        Times mean = estimate(problem, tensor(1)).times().mean();
        assertThat(mean.tpotMs()).isZero();
        assertThat(mean.endToEndMs()).isEqualTo(mean.ttftMs());
    }

    @Test
    void beyondTheRoomForKeysRequestsWaitAndNothingGetsFaster() {
        ServingProblem problem = of("Llama-3.1-70B", "H100", "vllm", requests(8192, 1024, new Load.ClosedLoop(64)));
        Replica two = replica(Split.tensor(2), WeightFormat.FP8);
        int room = new ServingEstimator(problem).mostSequences(two);
        assertThat(room).isBetween(20, 32);
        Times waiting = estimate(problem, two).times().mean();
        assertThat(waiting.ttftMs()).isGreaterThan(0.3 * waiting.endToEndMs());
    }

    @Test
    void randomArrivalsWaitLongerTheCloserToSaturationTheyCome() {
        ServingProblem idle = of("Llama-3.1-8B", "H100", "vllm", requestsAt(1000, 200, new Load.OpenLoop(1e-6), 50));
        double capacity = estimate(idle, tensor(1)).flow().capacity();
        double before = 0;
        for (double share : new double[] {0.1, 0.3, 0.5, 0.7, 0.9, 0.97}) {
            ServingProblem busy = idle.with(requestsAt(1000, 200, new Load.OpenLoop(share * capacity), 99));
            ServingEstimate estimate = estimate(busy, tensor(1));
            assertThat(estimate.times().late().ttftMs()).isGreaterThanOrEqualTo(before)
                    .isGreaterThanOrEqualTo(estimate.times().mean().ttftMs());
            assertThat(estimate.times().late().tpotMs()).isGreaterThanOrEqualTo(estimate.times().mean().tpotMs());
            assertThat(estimate.flow().requestsPerSecond()).isCloseTo(share * capacity, within(1e-9));
            before = estimate.times().late().ttftMs();
        }
        assertThat(estimate(idle.with(requestsAt(1000, 200, new Load.OpenLoop(capacity * 1.01), 50)), tensor(1))
                .times().mean().ttftMs()).isInfinite();
    }

    @Test
    void sequencesWithinALimitAreTheMostThatKeepToIt() {
        ServingProblem problem = of("Llama-3.1-70B", "H100", "vllm", requests(2000, 500, new Load.ClosedLoop(1)));
        ServingEstimator estimator = new ServingEstimator(problem);
        int most = estimator.mostSequences(tensor(8), 30, true);
        ReplicaTime time = estimator.time(tensor(8));
        assertThat(time.tokenSeconds(most)).isLessThanOrEqualTo(0.030);
        assertThat(time.tokenSeconds(most + 1.0)).isGreaterThan(0.030);
        assertThat(estimator.mostSequences(tensor(8), 0.001, true)).isZero();
    }

    @Test
    void separatePoolsAreAsFastAsTheSlowerAndMoveKeysBetweenThem() {
        ServingProblem problem = of("Llama-3.1-70B", "H100", "vllm", requests(2000, 500, new Load.OpenLoop(1)));
        ReplicaGroup prefill = new ReplicaGroup(tensor(2), 2);
        ReplicaGroup decode = new ReplicaGroup(tensor(4), 1);
        ServingEstimator estimator = new ServingEstimator(problem);
        ServingEstimate estimate = estimator.estimate(new ServingLayout.Disaggregated(prefill, decode));
        double prompts = 2 / estimator.time(tensor(2)).packedPromptSeconds();
        assertThat(estimate.flow().capacity()).isLessThanOrEqualTo(prompts);
        ServingEstimate more = estimator.estimate(
                new ServingLayout.Disaggregated(new ReplicaGroup(tensor(2), 3), decode));
        assertThat(more.flow().capacity()).isGreaterThanOrEqualTo(estimate.flow().capacity());
        double together = estimate(problem, tensor(4)).times().mean().tpotMs();
        assertThat(estimate.times().mean().tpotMs()).isLessThan(together);
    }

    @Test
    void cachedPrefixesSpareTheirWork() {
        Load load = new Load.ClosedLoop(16);
        ServingProblem plain = of("Llama-3.1-8B", "H100", "vllm", requests(8000, 200, load));
        double without = estimate(plain, tensor(1)).times().mean().ttftMs();
        double with = estimate(plain.with(withPrefixHits(8000, 200, load, 0.75)), tensor(1)).times().mean().ttftMs();
        assertThat(with).isBetween(0.15 * without, 0.5 * without);
    }

    /** 3 drafted tokens of which 80 % are accepted: 2.95 tokens a step (Leviathan et al. 2023, equation 1). */
    @Test
    void speculationGainsWhereWeightsAreReadAnywayAndLosesInLargeBatches() {
        Speculation speculation = new Speculation(3, 0.8, 0.05);
        assertThat(speculation.tokensPerStep()).isCloseTo(2.952, within(1e-9));
        Serving serving = new Serving(new Lengths(1000, 500, 0), new Load.ClosedLoop(1), ServiceLevels.NONE,
                new Shortcuts(0, 0, Optional.of(speculation)));
        ServingProblem plain = of("Llama-3.1-70B", "H100", "vllm", requests(1000, 500, new Load.ClosedLoop(1)));
        ReplicaTime with = new ServingEstimator(plain.with(serving)).time(tensor(8));
        ReplicaTime without = new ServingEstimator(plain).time(tensor(8));
        assertThat(without.answerSeconds(1) / with.answerSeconds(1)).isBetween(1.8, 2.7);
        assertThat(without.answerSeconds(256) / with.answerSeconds(256))
                .isLessThan(without.answerSeconds(1) / with.answerSeconds(1));
    }

    @Test
    void replicasOfDifferentShapesShareTheLoadByWhatTheyCanTake() {
        ServingProblem problem = of("Llama-3.1-8B", "H100", "vllm", requests(1000, 200, new Load.OpenLoop(20)));
        ServingEstimate mixed = new ServingEstimator(problem).estimate(new ServingLayout.Aggregated(
                List.of(new ReplicaGroup(tensor(1), 2), new ReplicaGroup(tensor(2), 1))));
        assertThat(mixed.groups()).hasSize(2);
        assertThat(mixed.groups().get(0).occupancy().share())
                .isCloseTo(mixed.groups().get(1).occupancy().share(), within(1e-9));
        assertThat(mixed.flow().requestsPerSecond()).isCloseTo(20, within(1e-9));
    }

    @Test
    void whatNoRunTestedIsNamedAndWidensTheError() {
        Load load = new Load.ClosedLoop(8);
        Accuracy known = estimate(of("Llama-3.1-70B", "H100", "vllm", requests(1000, 200, load)), tensor(8)).accuracy();
        assertThat(known.untested()).isEmpty();
        ServingProblem latent = of("DeepSeek-V3", "H200", "vllm", requests(1000, 200, new Load.OpenLoop(1)));
        Accuracy unknown = estimate(latent, replica(new Split(1, 1, 8, 8), WeightFormat.FP8)).accuracy();
        assertThat(unknown.untested()).containsExactly(
                "requests that arrive at random", "latent attention", "experts this narrow", "data-parallel attention");
        assertThat(unknown.tpot()).isGreaterThan(known.tpot());
        Accuracy elsewhere =
                estimate(of("Llama-3.1-8B", "L40S", "vllm", requests(1000, 200, load)), tensor(2)).accuracy();
        assertThat(elsewhere.untested()).containsExactly("tensor parallelism over PCIe");
        Replica integers = replica(Split.tensor(1), WeightFormat.BF16, KeyValueFormat.INT8);
        assertThat(estimate(of("Llama-3.1-8B", "H100", "vllm", requests(1000, 200, load)), integers).accuracy()
                .untested()).containsExactly("int8 keys and values");
    }

    /** AMD's kernels are published, no run here shows an engine on them; of Gaudi nothing is. */
    @ParameterizedTest
    @ValueSource(strings = {"MI300X-192", "MI355X-288", "Gaudi3-128"})
    void acceleratorsThatNoEngineWasMeasuredOnAreNamed(String gpu) {
        Serving requests = requests(1000, 200, new Load.ClosedLoop(8));
        assertThat(estimate(of("Llama-3.1-8B", gpu, "vllm", requests), tensor(1)).accuracy().untested())
                .containsExactly(gpu);
    }
}
