package org.shardplan.mixed.planner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shardplan.estimate.Estimate;
import org.shardplan.estimate.LayoutEstimator;
import org.shardplan.layout.Layout;
import org.shardplan.layout.MixedLayout;
import org.shardplan.layout.MixedLayout.Shared;
import org.shardplan.layout.MixedStage;
import org.shardplan.layout.Precision;
import org.shardplan.layout.Recomputation;
import org.shardplan.layout.StateSharding;
import org.shardplan.layout.ZeroStage;
import org.shardplan.pipeline.Stage;
import org.shardplan.problem.MixedProblem;

class MixedEstimatorTest {

    /** One pool, as a mixed pipeline and as a layout: the same formulas, so the same numbers. */
    @ParameterizedTest
    @CsvSource({"Llama-3.1-70B, 2, 8, 1, 1, 0", "Llama-3.1-70B, 4, 4, 2, 1, 1", "Llama-3.1-70B, 4, 8, 1, 1, 0",
        "Llama-3.1-70B, 8, 8, 1, 1, 0", "Llama-3.1-70B, 8, 2, 4, 1, 1", "Mixtral-8x7B, 4, 2, 4, 8, 1",
        "Mixtral-8x7B, 2, 1, 8, 4, 1", "Mixtral-8x22B, 7, 8, 1, 8, 0", "Qwen3-235B-A22B, 2, 4, 8, 32, 1"})
    void aPipelineOfOneKindTakesWhatItTakesOnOnePool(
            String model, int stages, int tensor, int data, int expert, int zero) {
        int nodes = stages * tensor * data / 8;
        MixedProblem problem = MixedProblems.read("'" + model + "'", "4096x64",
                "{'gpu': 'H100-SXM-80', 'count': " + 8 * nodes + ", 'gpusPerNode': 8, 'interNodeGBps': 50}", "");
        Shared shared = new Shared(data, expert, 1, Precision.BF16, StateSharding.of(ZeroStage.values()[zero]));
        LayoutEstimator single = new LayoutEstimator(problem.training());
        Layout layout = shared.of(new MixedStage(0, 1, tensor, true, 0, Recomputation.SELECTIVE), stages);
        List<Stage> split = single.stages(layout);
        MixedLayout mixed = new MixedLayout(shared, split.stream().map(stage -> new MixedStage(
                0, tensor * data / 8, tensor, true, stage.layers(), Recomputation.SELECTIVE)).toList());
        MixedEstimate estimate = new MixedEstimator(problem).estimate(mixed);
        Estimate expected = single.estimate(layout);
        assertThat(estimate.stepSeconds()).isCloseTo(expected.stepSeconds(), within(1e-9 * expected.stepSeconds()));
        for (int index = 0; index < stages; index++) {
            assertThat(estimate.stages().get(index).memory().totalBytes())
                    .isEqualTo(single.memory(layout, split.get(index)).totalBytes());
        }
    }
}
