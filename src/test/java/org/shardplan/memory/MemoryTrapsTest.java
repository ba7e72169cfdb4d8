package org.shardplan.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shardplan.TestLayouts;
import org.shardplan.TestProblems;
import org.shardplan.layout.Execution;
import org.shardplan.layout.Layout;
import org.shardplan.layout.Mesh;
import org.shardplan.layout.Precision;
import org.shardplan.layout.Recomputation;
import org.shardplan.pipeline.Stage;
import org.shardplan.pipeline.StageSplit;
import org.shardplan.problem.Problem;

/** Where other tools get memory wrong. */
class MemoryTrapsTest {

    private static final Problem LLAMA = TestProblems.training("Llama-3.1-8B", "8192x64", "H100-SXM-80", 64, "");

    /** Megatron and Bridge count logits only when there is one stage; 128,256 tokens times 8,192 are 12 GB. */
    @Test
    void logitsOnTheLastStageCount() {
        List<MemoryBreakdown> stages = byStage(LLAMA, TestLayouts.of(1, 4, 1));
        assertThat(stages.get(stages.size() - 1).bytes(MemoryPart.WORKSPACE)).isEqualTo(12.0 * 8192 * 128256);
        assertThat(stages.get(0).bytes(MemoryPart.WORKSPACE)).isZero();
    }

    @Test
    void tensorParallelismSplitsTheLogits() {
        List<MemoryBreakdown> stages = byStage(LLAMA, TestLayouts.of(8, 1, 1));
        assertThat(stages.get(0).bytes(MemoryPart.WORKSPACE)).isEqualTo(12.0 * 8192 * 128256 / 8);
    }

    /** Megatron-LM issue 1225: selective recomputation saved 2 %, because fused attention stores no scores. */
    @Test
    void selectiveRecomputationSavesNothingUnderFusedAttention() {
        Layout none = TestLayouts.of(2, 1, 1);
        assertThat(byStage(LLAMA, none.with(Recomputation.SELECTIVE)).get(0).totalBytes())
                .isEqualTo(byStage(LLAMA, none).get(0).totalBytes());
    }

    /** GQA: 8 key and value heads are kept, not 32. */
    @Test
    void keysAndValuesOfGroupedQueriesAreFewerThanQueries() {
        double perToken = byStage(LLAMA, TestLayouts.of(1, 3, 1)).get(1).bytes(MemoryPart.ACTIVATIONS) / 2 / 8192
                / StageSplit.of(LLAMA.model(), 3, 1).stages().get(1).layers();
        double h = 4096;
        double norms = 8 * h;
        double queriesAndOutput = 4 * h;
        double keysAndValues = 4 * 8 * 128;
        double logSumExp = 4 * 32;
        double gate = 6 * 14336;
        assertThat(perToken).isCloseTo(norms + queriesAndOutput + keysAndValues + logSumExp + gate, within(1e-6));
    }

    /** Megatron-LM issue 1784: dense formulas price experts as one feed-forward; each token is copied top-k times. */
    @Test
    void expertsKeepACopyOfEveryTokenForEachOfItsExperts() {
        Problem problem = TestProblems.training("Mixtral-8x7B", "4096x64", "H100-SXM-80", 64, "");
        MemoryBreakdown middle = byStage(problem, TestLayouts.of(1, 3, 1)).get(1);
        int layers = StageSplit.of(problem.model(), 3, 1).stages().get(1).layers();
        double perToken = middle.bytes(MemoryPart.ACTIVATIONS) / 2 / 4096 / layers;
        double copies = 2 * (4 * 4096 + 6 * 14336);
        double attention = 8 * 4096 + 4 * 4096 + 4 * 8 * 128 + 4 * 32;
        double router = 2 * 4 * 8;
        assertThat(perToken).isCloseTo(copies + attention + router, within(1e-6));
    }

    @Test
    void contextParallelismDividesEverythingThatGrowsWithTheSequence() {
        MemoryBreakdown one = byStage(LLAMA, TestLayouts.of(1, 1, 1)).get(0);
        MemoryBreakdown four = byStage(LLAMA, TestLayouts.of(Mesh.dense(0, 1, 1, 1, 4))).get(0);
        assertThat(four.bytes(MemoryPart.ACTIVATIONS)).isEqualTo(one.bytes(MemoryPart.ACTIVATIONS) / 4);
        assertThat(four.bytes(MemoryPart.WORKSPACE)).isEqualTo(one.bytes(MemoryPart.WORKSPACE) / 4);
        assertThat(four.bytes(MemoryPart.WEIGHTS)).isEqualTo(one.bytes(MemoryPart.WEIGHTS));
    }

    @ParameterizedTest
    @CsvSource({"FP8, 1.7, 2", "NVFP4, 1.4, 1.5625"})
    void narrowPrecisionsKeepTheirCopiesOfTheWeights(Precision precision, double least, double most) {
        Layout layout = TestLayouts.of(1, 1, 1);
        double bf16 = byStage(LLAMA, layout).get(0).bytes(MemoryPart.WEIGHTS);
        double narrow = byStage(LLAMA, layout.with(new Execution(1, false, precision))).get(0)
                .bytes(MemoryPart.WEIGHTS);
        assertThat(narrow).isBetween(least * bf16, most * bf16);
    }

    /** With one layer fewer at the ends the second stage is the fullest: this took zero-bubble from 20.8 to 2.8 %. */
    @Test
    void aMiddleStageCanBeTheFullest() {
        Problem problem = TestProblems.training("Llama-3.1-405B", "8192x2048", "H100-SXM-80", 16384, "");
        Layout layout = TestLayouts.of(8, 126, 1).with(Recomputation.FULL);
        Layout sixteen = TestLayouts.of(8, 16, 8);
        assertThat(new TrainingMemory(problem).fullest(sixteen, StageSplit.of(problem.model(), 16, 1)).stage())
                .isEqualTo(1);
        assertThat(new TrainingMemory(problem).fullest(layout, StageSplit.of(problem.model(), 126, 1)).totalBytes())
                .isPositive();
    }

    private static List<MemoryBreakdown> byStage(Problem problem, Layout layout) {
        TrainingMemory memory = new TrainingMemory(problem);
        List<Stage> stages = StageSplit.of(problem.model(), layout.mesh().pipeline(), layout.schedule().chunks()).stages();
        return stages.stream().map(stage -> memory.of(layout, stage)).toList();
    }
}
