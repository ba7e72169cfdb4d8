package org.shardplan.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.shardplan.TestLayouts;
import org.shardplan.TestProblems;
import org.shardplan.layout.Layout;
import org.shardplan.layout.StateSharding;
import org.shardplan.layout.ZeroStage;
import org.shardplan.memory.ParameterCount;
import org.shardplan.memory.TrainingMemory;
import org.shardplan.pipeline.StageSplit;
import org.shardplan.problem.Problem;

/** Rajbhandari et al. 2020, arXiv:1910.02054, section 7: what travels between replicas. */
class DataParallelTimeTest {

    private static final Problem PROBLEM =
            TestProblems.training("Llama-2-7B", "4096x64", "A100-SXM-80", 64, "");
    private static final double PARAMETERS = new ParameterCount(PROBLEM.model()).total();

    @Test
    void plainDataParallelismReducesGradientsTwiceOverTheRing() {
        assertThat(bytes(ZeroStage.NONE)).isCloseTo(2 * 4 * PARAMETERS, within(1e3));
    }

    @Test
    void zero1ScattersGradientsAndGathersWeightsOnce() {
        assertThat(bytes(ZeroStage.OPTIMIZER)).isCloseTo((4 + 2) * PARAMETERS, within(1e3));
    }

    @Test
    void zero2ScattersGradientsOfEveryMicroBatch() {
        assertThat(bytes(ZeroStage.GRADIENTS)).isCloseTo((8 * 4 + 2) * PARAMETERS, within(1e3));
    }

    /** Forward gather, backward gather, scatter: three volumes a micro-batch, and the latency of each layer's. */
    @Test
    void zero3GathersWeightsTwiceAMicroBatch() {
        double latency = 3 * 32 * 8 * 27e-6;
        double ring = 7 / 8.0 / (300e9 * 0.72);
        assertThat(seconds(ZeroStage.WEIGHTS)).isCloseTo(8 * (4 + 2 * 2) * PARAMETERS * ring + latency, within(1e-6));
    }

    @Test
    void oneReplicaExchangesNothing() {
        for (ZeroStage stage : ZeroStage.values()) {
            Layout layout = TestLayouts.of(8, 1, 1).with(StateSharding.of(stage));
            assertThat(seconds(layout)).isZero();
        }
    }

    private static double bytes(ZeroStage stage) {
        return seconds(stage) * 300e9 * 0.72 * 8 / 7;
    }

    private static double seconds(ZeroStage stage) {
        return seconds(TestLayouts.of(1, 1, 8).with(StateSharding.of(stage)));
    }

    private static double seconds(Layout layout) {
        TimeBasis basis = new TimeBasis(PROBLEM, PROBLEM.pool(0));
        return new DataParallelTime(basis).seconds(layout, StageSplit.of(PROBLEM.model(), 1, 1).stages().get(0),
                new TrainingMemory(PROBLEM).parameters(layout.mesh()));
    }
}
