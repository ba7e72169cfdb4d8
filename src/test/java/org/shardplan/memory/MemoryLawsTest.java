package org.shardplan.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.shardplan.TestLayouts;
import org.shardplan.TestProblems;
import org.shardplan.layout.Execution;
import org.shardplan.layout.Layout;
import org.shardplan.layout.Mesh;
import org.shardplan.layout.Recomputation;
import org.shardplan.layout.StateSharding;
import org.shardplan.layout.ZeroStage;
import org.shardplan.pipeline.Stage;
import org.shardplan.pipeline.StageSplit;
import org.shardplan.problem.Problem;

/** What must hold for the memory of every layout, good or bad. */
class MemoryLawsTest {

    private static final List<Layout> GRID = TestLayouts.grid(4000);
    private static final double ROUNDING = 1 + 1e-12;

    static Stream<Problem> problems() {
        return Stream.of(
                TestProblems.training("GPT-3-175B", "2048x64", "A100-SXM-80", 1024, ""),
                TestProblems.training("Megatron-22B", "2048x64", "A100-SXM-80", 64, ", 'framework': 'megatron-unfused'"),
                TestProblems.training("Llama-3.1-70B", "8192x64", "H100-SXM-80", 64, ""),
                TestProblems.training("Mixtral-8x7B", "4096x64", "H100-SXM-80", 64, ""),
                TestProblems.training("DeepSeek-V3", "4096x512", "H800-SXM-80", 2048, ""));
    }

    @ParameterizedTest
    @MethodSource("problems")
    void partsAreNeverNegativeAndSumToTheTotal(Problem problem) {
        for (Layout layout : GRID) {
            for (MemoryBreakdown memory : byStage(problem, layout)) {
                double sum = 0;
                for (MemoryPart part : MemoryPart.values()) {
                    assertThat(memory.bytes(part)).isNotNegative().isFinite();
                    sum += memory.bytes(part);
                }
                assertThat(memory.totalBytes()).isCloseTo(sum, within(1.0));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("problems")
    void theFullestStageIsTheFullest(Problem problem) {
        for (Layout layout : GRID) {
            double fullest = fullest(problem, layout);
            assertThat(byStage(problem, layout)).allMatch(stage -> stage.totalBytes() <= fullest);
        }
    }

    @ParameterizedTest
    @MethodSource("problems")
    void eachZeroStageKeepsNoMoreStateThanTheOneBefore(Problem problem) {
        for (Layout layout : GRID) {
            double before = Double.POSITIVE_INFINITY;
            for (ZeroStage stage : ZeroStage.values()) {
                StateSharding states = layout.states();
                double bytes = states(problem, layout.with(new StateSharding(
                        stage, states.optimizer(), states.offloaded(), states.gradients())));
                assertThat(bytes).isLessThanOrEqualTo(before * ROUNDING);
                before = bytes;
            }
        }
    }

    @ParameterizedTest
    @MethodSource("problems")
    void recomputingMoreLayersNeverTakesMoreMemory(Problem problem) {
        for (Layout layout : GRID) {
            int most = split(problem, layout).mostLayers();
            double before = Double.POSITIVE_INFINITY;
            for (int layers = 1; layers <= Math.min(most, 12); layers++) {
                double bytes = fullest(problem, layout.with(Recomputation.some(layers)));
                assertThat(bytes).isLessThanOrEqualTo(before * ROUNDING);
                before = bytes;
            }
            assertThat(fullest(problem, layout.with(Recomputation.FULL))).isLessThanOrEqualTo(before * ROUNDING);
        }
    }

    @ParameterizedTest
    @MethodSource("problems")
    void recomputingEveryLayerKeepsNoMoreActivationsThanSelectiveAndSelectiveNoMoreThanNone(Problem problem) {
        for (Layout layout : GRID) {
            double none = activations(problem, layout.with(Recomputation.NONE));
            double selective = activations(problem, layout.with(Recomputation.SELECTIVE));
            double full = activations(problem, layout.with(Recomputation.FULL));
            assertThat(selective).isLessThanOrEqualTo(none * ROUNDING);
            assertThat(full).isLessThanOrEqualTo(selective * ROUNDING);
        }
    }

    @ParameterizedTest
    @MethodSource("problems")
    void sequenceParallelismNeverTakesMoreMemory(Problem problem) {
        for (Layout layout : GRID) {
            Execution execution = layout.execution();
            double off = fullest(problem,
                    layout.with(new Execution(execution.microBatch(), false, execution.precision())));
            double on = fullest(problem,
                    layout.with(new Execution(execution.microBatch(), true, execution.precision())));
            assertThat(on).as("%s", layout).isLessThanOrEqualTo(off * ROUNDING);
        }
    }

    @ParameterizedTest
    @MethodSource("problems")
    void aLargerMicroBatchNeverKeepsFewerActivationsOfOneMicroBatch(Problem problem) {
        for (Layout layout : GRID) {
            Layout alone = layout.with(new Mesh(0, layout.mesh().tensor(), 1, 1, layout.mesh().context(),
                    layout.mesh().expert(), layout.mesh().expertTensor()));
            double one = activations(problem, TestLayouts.microBatch(alone, 1));
            assertThat(activations(problem, TestLayouts.microBatch(alone, 2))).isGreaterThanOrEqualTo(one);
        }
    }

    /** Whatever the stages, all of them together hold every parameter. */
    @ParameterizedTest
    @MethodSource("problems")
    void stagesTogetherHoldTheWholeModel(Problem problem) {
        TrainingMemory memory = new TrainingMemory(problem);
        ParameterCount count = new ParameterCount(problem.model());
        double tiedCopy = problem.model().vocabulary().tied() ? count.head(1) : 0;
        for (int stages = 2; stages <= problem.model().layers(); stages += 3) {
            double held = 0;
            for (Stage stage : StageSplit.of(problem.model(), stages, 1).stages()) {
                RankParameters rank = memory.parameters(Mesh.dense(0, 1, stages, 1, 1));
                held += stage.copies() * (rank.dense(stage) + rank.experts(stage));
            }
            assertThat(held).isCloseTo(count.total() + tiedCopy, within(1e-9 * held));
        }
    }

    private static List<MemoryBreakdown> byStage(Problem problem, Layout layout) {
        TrainingMemory memory = new TrainingMemory(problem);
        return split(problem, layout).stages().stream().map(stage -> memory.of(layout, stage)).toList();
    }

    private static double fullest(Problem problem, Layout layout) {
        return new TrainingMemory(problem).fullest(layout, split(problem, layout)).totalBytes();
    }

    private static double states(Problem problem, Layout layout) {
        return byStage(problem, layout).stream().mapToDouble(memory -> memory.bytes(MemoryPart.WEIGHTS)
                + memory.bytes(MemoryPart.GRADIENTS) + memory.bytes(MemoryPart.OPTIMIZER)).max().orElseThrow();
    }

    private static double activations(Problem problem, Layout layout) {
        return byStage(problem, layout).stream().mapToDouble(memory -> memory.bytes(MemoryPart.ACTIVATIONS)).max()
                .orElseThrow();
    }

    private static StageSplit split(Problem problem, Layout layout) {
        return StageSplit.of(problem.model(), layout.mesh().pipeline(), layout.schedule().chunks());
    }
}
