package org.shardplan.io.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.shardplan.io.json.Diagnostic;
import org.shardplan.io.problem.ProblemTexts;
import org.shardplan.layout.Execution;
import org.shardplan.layout.GradientPrecision;
import org.shardplan.layout.Layout;
import org.shardplan.layout.Mesh;
import org.shardplan.layout.OptimizerPrecision;
import org.shardplan.layout.Precision;
import org.shardplan.layout.Recomputation;
import org.shardplan.layout.Schedule;
import org.shardplan.layout.StateSharding;
import org.shardplan.layout.ZeroStage;
import org.shardplan.problem.Problem;

class LayoutTextTest {

    private static final Problem PROBLEM = ProblemTexts.problem(ProblemTexts.withPool(
            "{\"gpu\": \"H100-SXM-80\", \"count\": 64},"
                    + "{\"name\": \"west\", \"gpu\": \"B200-SXM-180\", \"count\": 72}"));

    @Test
    void fewFactorsMakeAWholeLayout() {
        assertThat(layout("tp=8,pp=4")).isEqualTo(new Layout(
                Mesh.dense(0, 8, 4, 2, 1),
                new Execution(1, true, Precision.BF16),
                Schedule.PLAIN, Recomputation.NONE, StateSharding.of(ZeroStage.OPTIMIZER)));
    }

    @Test
    void everyKeyIsRead() {
        Layout layout = layout("gpu=west, gpus=64, tp=4, pp=2, dp=4, cp=2, ep=8, etp=1, microBatch=2, "
                + "sequenceParallel=no, schedule=interleaved, interleave=3, zeroStage=2, recompute=full, "
                + "recomputeLayers=5, precision=fp8, optimizer=8bit, offload=yes, gradients=bf16");
        assertThat(layout).isEqualTo(new Layout(
                new Mesh(1, 4, 2, 4, 2, 8, 1),
                new Execution(2, false, Precision.FP8),
                Schedule.interleaved(3), Recomputation.some(5),
                new StateSharding(ZeroStage.GRADIENTS, OptimizerPrecision.EIGHT_BIT, true, GradientPrecision.BF16)));
    }

    @Test
    void aliasesAreRead() {
        assertThat(layout("tp=8,mbs=2,sp=false,vpp=4,zero=3"))
                .isEqualTo(layout("tp=8,microBatch=2,sequenceParallel=false,interleave=4,zeroStage=3"));
    }

    @Test
    void chunksImplyTheInterleavedSchedule() {
        assertThat(layout("tp=8,pp=4,vpp=5").schedule()).isEqualTo(Schedule.interleaved(5));
        assertThat(layout("tp=8,pp=4,schedule=interleaved").schedule()).isEqualTo(Schedule.interleaved(2));
    }

    @Test
    void singleGpuShardsNothing() {
        Layout layout = layout("gpus=1");
        assertThat(layout.mesh()).isEqualTo(Mesh.dense(0, 1, 1, 1, 1));
        assertThat(layout.states().zeroStage()).isEqualTo(ZeroStage.NONE);
        assertThat(layout.execution().sequenceParallel()).isFalse();
    }

    @Test
    void dataParallelDegreeIsRoundedDownButNeverBelowOne() {
        assertThat(layout("tp=8,pp=3").mesh().data()).isEqualTo(2);
        assertThat(layout("tp=8,pp=100").mesh().data()).isEqualTo(1);
    }

    @Test
    void gpusThatDoNotDivideAreRoundedDownWithAWarning() {
        LayoutFile file = LayoutText.parse("gpus=60,tp=8", PROBLEM);
        assertThat(file.layout().orElseThrow().mesh().gpus()).isEqualTo(56);
        assertThat(file.diagnostics()).extracting(Diagnostic::message)
                .containsExactly("The gpus (60) are no multiple of tp8 · pp1 · cp1: 56 are used.");
    }

    @Test
    void gpuNameMeansTheFirstPoolThatHasIt() {
        assertThat(layout("gpu=b200-sxm-180,tp=8").mesh()).isEqualTo(Mesh.dense(1, 8, 1, 9, 1));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            tp=1.5                | The tp (1.5) must be an integer. Maybe use 2.
            tp=0                  | The tp (0) must be at least 1.
            tp=1000001            | The tp (1000001) must be at most 1,000,000.
            tp=eight              | The tp ("eight") must be an integer.
            tp=NaN                | The tp ("NaN") must be an integer.
            tp=                   | The tp ("") must be an integer.
            tp                    | The part ("tp") must read key=value. Maybe tp=8.
            tp=8,tp=8             | duplicate field "tp"
            mbs=1,microBatch=2    | duplicate field "microBatch"
            tp=8,,pp=2            | The part ("") must read key=value. Maybe tp=8.
            zero=4                | The zeroStage (4) must be at most 3.
            sp=maybe              | The sequenceParallel ("maybe") must be true or false.
            schedule=gpipe        | The schedule ("gpipe") must be one of 1f1b, interleaved, zero-bubble-h1.
            schedule=1f1b,vpp=2   | The interleave (2) must be 1 for schedule 1f1b. Maybe leave out the schedule.
            recompute=selective,recomputeLayers=3 | The recomputeLayers (3) must be 0 unless recompute is full.
            gpu=A100              | unknown pool or GPU "A100"; the problem has H100-SXM-80, west
            gpus=64,tp=8,dp=4     | The gpus (64) must be tp8 · pp1 · cp1 · dp4 = 32. Maybe leave out gpus or dp.
            gpus=4,tp=8           | The gpus (4) must be at least tp8 · pp1 · cp1 = 8. Maybe lower one of them.
            tp=1000000,pp=1000000,cp=1000000,dp=1000000 | The product tp · pp · dp · cp must be at most
            """)
    void impossibleLayoutIsOneError(String text, String message) {
        assertThat(errors(text)).singleElement().asString().startsWith(message);
    }

    @Test
    void allErrorsComeAtOnceWithTheirPlace() {
        LayoutFile file = LayoutText.parse("tpp=8,microBach=2,pp=0", PROBLEM);
        assertThat(file.layout()).isEmpty();
        assertThat(file.diagnostics()).extracting(Diagnostic::rendered).containsExactly("""
                error: unknown field "tpp"
                  --> --layout:1:1
                  |
                1 | tpp=8,microBach=2,pp=0
                  | ^^^ did you mean "tp"?""", """
                error: unknown field "microBach"
                  --> --layout:1:7
                  |
                1 | tpp=8,microBach=2,pp=0
                  |       ^^^^^^^^^ did you mean "microBatch"?""", """
                error: The pp (0) must be at least 1.
                  --> --layout:1:22
                  |
                1 | tpp=8,microBach=2,pp=0
                  |                      ^""");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "tp=8,pp=4,dp=2,microBatch=1",
        "tp=1,pp=1,dp=1,microBatch=4",
        "tp=8,pp=4,dp=2,microBatch=1,interleave=5",
        "tp=8,pp=4,dp=2,microBatch=1,schedule=interleaved,interleave=1",
        "tp=8,pp=4,dp=2,microBatch=1,schedule=zero-bubble-h1",
        "gpu=west,tp=8,pp=1,dp=9,microBatch=1,zeroStage=3",
        "tp=2,pp=1,dp=16,cp=2,ep=8,etp=2,microBatch=1,sequenceParallel=false,precision=fp8",
        "tp=8,pp=1,dp=8,microBatch=1,recompute=full",
        "tp=8,pp=1,dp=8,microBatch=1,recompute=full,recomputeLayers=3",
        "tp=8,pp=1,dp=8,microBatch=1,recompute=selective,zeroStage=0,optimizer=8bit,offload=true,gradients=8bit"
    })
    void canonicalTextReadsBackAsTheSameLayout(String text) {
        Layout layout = layout(text);
        assertThat(LayoutText.format(layout, PROBLEM)).isEqualTo(text);
        assertThat(layout(LayoutText.format(layout, PROBLEM))).isEqualTo(layout);
    }

    @Test
    void canonicalTextLeavesOutWhatIsUsual() {
        assertThat(LayoutText.format(layout("zero=1,sp=yes,pp=4,tp=8,gpu=H100-SXM-80,precision=bf16"), PROBLEM))
                .isEqualTo("tp=8,pp=4,dp=2,microBatch=1");
    }

    private static Layout layout(String text) {
        LayoutFile file = LayoutText.parse(text, PROBLEM);
        return file.layout().orElseThrow(() -> new AssertionError(errors(text)));
    }

    private static List<String> errors(String text) {
        return LayoutText.parse(text, PROBLEM).diagnostics().stream().map(Diagnostic::message).toList();
    }
}
