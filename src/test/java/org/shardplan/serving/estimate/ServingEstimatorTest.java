package org.shardplan.serving.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.shardplan.serving.ServingExamples.of;
import static org.shardplan.serving.ServingExamples.requests;
import static org.shardplan.serving.ServingExamples.tensor;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shardplan.layout.ServingLayout;
import org.shardplan.problem.Load;
import org.shardplan.problem.ServingProblem;
import org.shardplan.serving.estimate.ServiceTimes.Times;

/** Published points of whole deployments. */
class ServingEstimatorTest {

    /** vLLM 0.19, 8 x H200, TP8, 4,096 tokens in, 512 out (vllm#41306); kept out of every fit. */
    @ParameterizedTest
    @CsvSource({"Llama-3.1-8B, 2.85, 46", "Llama-3.1-70B, 7.56, 160.6", "Mixtral-8x7B, 2.66, 55", "DeepSeek-V2, 8.73, 106"})
    void aSingleRequestOnEightGpusTakesWhatWasMeasured(String model, double tpotMs, double ttftMs) {
        ServingProblem problem = of(model, "H200", "vllm", requests(4096, 512, new Load.ClosedLoop(1)));
        Times times = new ServingEstimator(problem).estimate(new ServingLayout.Aggregated(tensor(8), 1)).times().mean();
        assertThat(times.tpotMs()).isCloseTo(tpotMs, withinPercentage(35));
        assertThat(times.ttftMs()).isCloseTo(ttftMs, withinPercentage(45));
    }
}
