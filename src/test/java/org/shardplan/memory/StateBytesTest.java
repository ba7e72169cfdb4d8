package org.shardplan.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shardplan.TestLayouts;
import org.shardplan.TestProblems;
import org.shardplan.layout.GradientPrecision;
import org.shardplan.layout.Layout;
import org.shardplan.layout.Mesh;
import org.shardplan.layout.OptimizerPrecision;
import org.shardplan.layout.StateSharding;
import org.shardplan.layout.ZeroStage;
import org.shardplan.pipeline.Stage;
import org.shardplan.pipeline.StageSplit;
import org.shardplan.problem.Problem;

/** Bytes of weights, gradients and optimizer state per parameter, as Megatron and DeepSpeed count them. */
class StateBytesTest {

    private static final double GIGA = 1e9;

    @Test
    void megatronKeeps18BytesAParameterWithoutSharding() {
        assertThat(perParameter(llama("megatron"), TestLayouts.of(1, 1, 64))).isCloseTo(18, within(1e-9));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 8, 64})
    void megatronsDistributedOptimizerKeeps6And12OverTheReplicas(int replicas) {
        Layout layout = TestLayouts.of(1, 1, replicas).with(StateSharding.of(ZeroStage.OPTIMIZER));
        assertThat(perParameter(llama("megatron"), layout)).isCloseTo(6 + 12.0 / replicas, within(1e-9));
    }

    /** Rajbhandari et al. 2020, arXiv:1910.02054, figure 1: 16Ψ, 4Ψ + 12Ψ/n, 2Ψ + 14Ψ/n, 16Ψ/n. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 8, 64})
    void deepspeedKeepsWhatTheZeroPaperCounts(int n) {
        Problem problem = llama("deepspeed");
        assertThat(perParameter(problem, TestLayouts.of(1, 1, n))).isCloseTo(16, within(1e-9));
        assertThat(zero(problem, n, ZeroStage.OPTIMIZER)).isCloseTo(4 + 12.0 / n, within(1e-9));
        assertThat(zero(problem, n, ZeroStage.GRADIENTS)).isCloseTo(2 + 14.0 / n, within(1e-9));
        assertThat(zero(problem, n, ZeroStage.WEIGHTS)).isCloseTo(16.0 / n, within(1e-9));
    }

    @Test
    void contextParallelRanksShardLikeDataParallelOnes() {
        Layout data = TestLayouts.of(1, 1, 8).with(StateSharding.of(ZeroStage.OPTIMIZER));
        Layout context = data.with(Mesh.dense(0, 1, 1, 2, 4));
        assertThat(states(llama("megatron"), context)).isEqualTo(states(llama("megatron"), data));
    }

    /** EleutherAI's cookbook divides by all GPUs instead (calc_transformer_mem.py:294). */
    @Test
    void zeroShardsOverReplicasNotOverAllGpus() {
        Layout layout = TestLayouts.of(8, 4, 2).with(StateSharding.of(ZeroStage.WEIGHTS));
        Layout unsharded = TestLayouts.of(8, 4, 2);
        Problem problem = llama("megatron");
        assertThat(states(problem, unsharded) / states(problem, layout)).isCloseTo(2, within(1e-9));
    }

    /** The article's 65B on 8 H100 with tp 4 and pp 2: 130.6 GB of states on every GPU. */
    @Test
    void sixtyFiveBillionOnEightGpusNeeds130GigabytesEach() {
        Problem problem = TestProblems.shipped("article-65b-8xh100");
        assertThat(states(problem, TestLayouts.of(4, 2, 1)) / GIGA).isCloseTo(130.6, within(0.05));
    }

    /** The article's 13B on 4 A100 with tp 2 and pp 2: 52.1 GB of states on every GPU. */
    @Test
    void thirteenBillionOnFourGpusNeeds52GigabytesEach() {
        Problem problem = TestProblems.training("Llama-1-13B", "2048x64", "A100-SXM-80", 4, ", 'framework': 'deepspeed'");
        assertThat(states(problem, TestLayouts.of(2, 2, 1)) / GIGA).isCloseTo(52.1, within(0.05));
    }

    @Test
    void eightBitMomentsSaveSixBytesAndOffloadingAllTwelve() {
        Problem problem = llama("megatron");
        StateSharding eightBit =
                new StateSharding(ZeroStage.NONE, OptimizerPrecision.EIGHT_BIT, false, GradientPrecision.FP32);
        StateSharding offloaded =
                new StateSharding(ZeroStage.NONE, OptimizerPrecision.FP32, true, GradientPrecision.FP32);
        assertThat(perParameter(problem, TestLayouts.of(1, 1, 1).with(eightBit))).isCloseTo(12, within(0.01));
        assertThat(perParameter(problem, TestLayouts.of(1, 1, 1).with(offloaded))).isCloseTo(6, within(1e-9));
    }

    @Test
    void offloadedStateIsInHostMemoryInstead() {
        Problem problem = llama("megatron");
        StateSharding offloaded =
                new StateSharding(ZeroStage.NONE, OptimizerPrecision.FP32, true, GradientPrecision.FP32);
        Layout layout = TestLayouts.of(1, 1, 1).with(offloaded);
        double host = new TrainingMemory(problem).hostBytesPerGpu(layout, StageSplit.of(problem.model(), 1, 1));
        assertThat(host).isCloseTo(12 * new ParameterCount(problem.model()).total(), within(1.0));
    }

    private static double zero(Problem problem, int replicas, ZeroStage stage) {
        return perParameter(problem, TestLayouts.of(1, 1, replicas).with(StateSharding.of(stage)));
    }

    private static double perParameter(Problem problem, Layout layout) {
        return states(problem, layout) / new ParameterCount(problem.model()).total();
    }

    private static double states(Problem problem, Layout layout) {
        Stage first = StageSplit.of(problem.model(), layout.mesh().pipeline(), 1).stages().get(0);
        MemoryBreakdown memory = new TrainingMemory(problem).of(layout, first);
        return memory.bytes(MemoryPart.WEIGHTS) + memory.bytes(MemoryPart.GRADIENTS)
                + memory.bytes(MemoryPart.OPTIMIZER);
    }

    private static Problem llama(String framework) {
        return TestProblems.training("Llama-2-7B", "4096x64", "A100-SXM-80", 64, ", 'framework': '" + framework + "'");
    }
}
