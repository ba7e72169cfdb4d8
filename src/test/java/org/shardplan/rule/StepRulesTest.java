package org.shardplan.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.shardplan.rule.RuleExamples.gpt;
import static org.shardplan.rule.RuleExamples.llama;
import static org.shardplan.rule.RuleExamples.mixtral;
import static org.shardplan.rule.RuleExamples.sentence;

import org.junit.jupiter.api.Test;
import org.shardplan.TestLayouts;
import org.shardplan.TestProblems;
import org.shardplan.layout.Execution;
import org.shardplan.layout.Layout;
import org.shardplan.layout.Mesh;
import org.shardplan.layout.Precision;
import org.shardplan.layout.Recomputation;
import org.shardplan.layout.Schedule;
import org.shardplan.layout.StateSharding;
import org.shardplan.layout.ZeroStage;
import org.shardplan.problem.Problem;

class StepRulesTest {

    private static final Problem LLAMA = llama("");
    private static final Problem MIXTRAL = mixtral("");
    private static final Layout PLAIN = TestLayouts.of(8, 4, 2);

    @Test
    void dataParallelismTimesMicroBatchDividesTheBatch() {
        assertThat(sentence("batch-divides", LLAMA, TestLayouts.microBatch(TestLayouts.of(1, 1, 3), 2))).isEqualTo(
                "The dp·microBatch (3·2 = 6) must divide the global batch (64 sequences). Maybe use a divisor.");
        assertThat(sentence("batch-divides", LLAMA, TestLayouts.of(1, 1, 128))).isNotEmpty();
        assertThat(sentence("batch-divides", LLAMA, TestLayouts.microBatch(TestLayouts.of(1, 1, 4), 2))).isEmpty();
    }

    @Test
    void anA100DoesNotComputeInFp8() {
        Layout fp8 = PLAIN.with(new Execution(1, false, Precision.FP8));
        assertThat(sentence("precision-computed", gpt(""), fp8)).isEqualTo(
                "The GPU A100-SXM-80 does not compute in fp8: there it is a storage format at best. "
                        + "Maybe use bf16 or fp16.");
        assertThat(sentence("precision-computed", LLAMA, fp8)).isEmpty();
    }

    @Test
    void onlyBlackwellComputesInNvfp4() {
        Problem blackwell = TestProblems.training("Llama-3.1-8B", "8192x64", "B200", 8, "");
        Layout nvfp4 = PLAIN.with(new Execution(1, false, Precision.NVFP4));
        assertThat(sentence("precision-computed", LLAMA, nvfp4)).startsWith(
                "The GPU H100-SXM-80 does not compute in nvfp4");
        assertThat(sentence("precision-computed", blackwell, nvfp4)).isEmpty();
    }

    @Test
    void aV100KnowsFp16Only() {
        Problem problem = TestProblems.training("GPT-3-1.3B", "2048x64", "V100-SXM2-32", 8, "");
        Layout fp16 = PLAIN.with(new Execution(1, false, Precision.FP16));
        assertThat(sentence("precision-computed", problem, PLAIN)).isNotEmpty();
        assertThat(sentence("precision-computed", problem, fp16)).isEmpty();
    }

    @Test
    void sequenceParallelismNeedsATensorGroup() {
        assertThat(sentence("sequence-parallel-needs-tensor", LLAMA,
                TestLayouts.sequenceParallel(TestLayouts.of(1, 8, 1)))).isEqualTo(
                "Sequence parallelism needs tp of at least 2, it is 1. Maybe switch it off.");
        assertThat(sentence("sequence-parallel-needs-tensor", LLAMA, TestLayouts.sequenceParallel(PLAIN))).isEmpty();
        assertThat(sentence("sequence-parallel-needs-tensor", LLAMA, TestLayouts.of(1, 8, 1))).isEmpty();
    }

    @Test
    void theTensorGroupDividesTheLocalSequence() {
        Problem odd = TestProblems.training("Llama-3.1-8B", "1004x8", "H100-SXM-80", 8, "");
        assertThat(sentence("sequence-parallel-needs-tensor", odd, TestLayouts.sequenceParallel(PLAIN))).isEqualTo(
                "The tp (8) must divide the tokens of a sequence on one rank (1004) for sequence parallelism. "
                        + "Maybe switch it off.");
    }

    @Test
    void expertsWithTensorParallelismNeedSequenceParallelism() {
        assertThat(sentence("experts-need-sequence-parallel", MIXTRAL, PLAIN)).isEqualTo(
                "Experts with tp (8) above 1 need sequence parallelism, or every tensor rank would route the same "
                        + "tokens. Maybe switch it on.");
        assertThat(sentence("experts-need-sequence-parallel", MIXTRAL, TestLayouts.sequenceParallel(PLAIN))).isEmpty();
        assertThat(sentence("experts-need-sequence-parallel", MIXTRAL, TestLayouts.of(1, 8, 1))).isEmpty();
        assertThat(sentence("experts-need-sequence-parallel", LLAMA, PLAIN)).isEmpty();
    }

    @Test
    void interleavingAndZeroBubbleNeedAPipeline() {
        Layout alone = TestLayouts.of(8, 1, 1);
        assertThat(sentence("interleaving-needs-pipeline", LLAMA, alone.with(Schedule.interleaved(2)))).isEqualTo(
                "The interleaved schedule needs at least 2 pipeline stages, pp is 1. Maybe use 1f1b.");
        assertThat(sentence("interleaving-needs-pipeline", LLAMA, alone.with(Schedule.ZERO_BUBBLE))).isEqualTo(
                "The zero-bubble-h1 schedule needs at least 2 pipeline stages, pp is 1. Maybe use 1f1b.");
        assertThat(sentence("interleaving-needs-pipeline", LLAMA, alone)).isEmpty();
        assertThat(sentence("interleaving-needs-pipeline", LLAMA, PLAIN.with(Schedule.ZERO_BUBBLE))).isEmpty();
        assertThat(sentence("interleaving-needs-pipeline", LLAMA, PLAIN.with(Schedule.interleaved(2)))).isEmpty();
    }

    @Test
    void chunksGoWithInterleavingOnly() {
        assertThat(sentence("interleaving-needs-pipeline", LLAMA, PLAIN.with(Schedule.interleaved(1)))).isEqualTo(
                "The interleaved schedule cannot run with 1 chunks a stage. Maybe use 1f1b.");
        assertThat(sentence("interleaving-needs-pipeline", LLAMA,
                PLAIN.with(new Schedule(Schedule.Kind.ONE_F_ONE_B, 2)))).isEqualTo(
                "The 1f1b schedule cannot run with 2 chunks a stage. Maybe use the interleaved schedule.");
    }

    @Test
    void interleavingNeedsMicroBatchesInMultiplesOfStages() {
        Layout interleaved = TestLayouts.of(1, 5, 1).with(Schedule.interleaved(2));
        assertThat(sentence("interleaving-fills-rounds", LLAMA, interleaved)).isEqualTo(
                "The micro-batches of a step (64) must be a multiple of pp (5) for interleaving. "
                        + "Maybe use a smaller micro-batch or 1f1b.");
        assertThat(sentence("interleaving-fills-rounds", LLAMA, interleaved.with(Schedule.PLAIN))).isEmpty();
        assertThat(sentence("interleaving-fills-rounds", LLAMA,
                TestLayouts.of(1, 4, 1).with(Schedule.interleaved(2)))).isEmpty();
    }

    /** 80 layers, the embedding and the LM head: 82 chunks at most. */
    @Test
    void everyChunkHasSomething() {
        Layout tooMany = TestLayouts.of(1, 4, 1).with(Schedule.interleaved(21));
        assertThat(sentence("chunks-have-layers", LLAMA, tooMany)).isEqualTo(
                "The pp·interleave (84) must be at most the layers, the embedding and the LM head (82). "
                        + "Maybe use fewer chunks.");
        assertThat(sentence("chunks-have-layers", LLAMA, tooMany.with(Schedule.interleaved(20)))).isEmpty();
    }

    @Test
    void llama405bMayHaveOneChunkForEachLayerAndBothEnds() {
        Problem problem = TestProblems.shipped("llama-3.1-405b-16384xh100");
        assertThat(sentence("chunks-have-layers", problem, TestLayouts.of(8, 16, 8).with(Schedule.interleaved(8))))
                .isEmpty();
    }

    @Test
    void partialRecomputationCoversSomeLayers() {
        assertThat(sentence("recomputed-layers-exist", LLAMA, PLAIN.with(Recomputation.some(20)))).isEqualTo(
                "The recomputeLayers (20) must be at least 1 and below the layers of the fullest stage (20). "
                        + "Maybe use recompute=full for all.");
        assertThat(sentence("recomputed-layers-exist", LLAMA, PLAIN.with(Recomputation.some(0)))).isNotEmpty();
        assertThat(sentence("recomputed-layers-exist", LLAMA, PLAIN.with(Recomputation.some(19)))).isEmpty();
        assertThat(sentence("recomputed-layers-exist", LLAMA, PLAIN.with(Recomputation.FULL))).isEmpty();
        assertThat(sentence("recomputed-layers-exist", LLAMA, PLAIN.with(Recomputation.NONE))).isEmpty();
    }

    @Test
    void zeroNeedsReplicas() {
        Layout alone = TestLayouts.of(1, 8, 1).with(StateSharding.of(ZeroStage.OPTIMIZER));
        assertThat(sentence("zero-needs-replicas", LLAMA, alone)).isEqualTo(
                "ZeRO-1 shards over dp·cp ranks, there is only 1. Maybe use zeroStage=0.");
        assertThat(sentence("zero-needs-replicas", LLAMA, alone.with(Mesh.dense(0, 1, 8, 2, 1)))).isEmpty();
        assertThat(sentence("zero-needs-replicas", LLAMA, alone.with(Mesh.dense(0, 1, 8, 1, 2)))).isEmpty();
    }

    /** A tensor group holds a dense model once: its ranks are no replicas of each other. */
    @Test
    void zeroOfADenseModelNeedsReplicasWhateverItsTensorParallelDegree() {
        for (ZeroStage stage : new ZeroStage[] {ZeroStage.OPTIMIZER, ZeroStage.GRADIENTS, ZeroStage.WEIGHTS}) {
            Layout alone = TestLayouts.of(8, 8, 1).with(StateSharding.of(stage));
            assertThat(sentence("zero-needs-replicas", LLAMA, alone)).isNotEmpty();
        }
    }

    /** With ep 1 and etp 1 every one of 8 tensor ranks holds all experts. */
    @Test
    void zeroMayShardExpertsOverATensorGroup() {
        Layout experts = TestLayouts.of(new Mesh(0, 8, 1, 1, 1, 1, 1)).with(StateSharding.of(ZeroStage.OPTIMIZER));
        assertThat(sentence("zero-needs-replicas", MIXTRAL, experts)).isEmpty();
        assertThat(sentence("zero-needs-replicas", MIXTRAL, experts.with(new Mesh(0, 8, 1, 1, 1, 8, 1)))).isNotEmpty();
    }
}
