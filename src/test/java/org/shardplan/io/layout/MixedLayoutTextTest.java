package org.shardplan.io.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.shardplan.io.json.Diagnostic;
import org.shardplan.layout.MixedLayout;
import org.shardplan.layout.MixedLayout.Shared;
import org.shardplan.layout.MixedStage;
import org.shardplan.layout.Precision;
import org.shardplan.layout.Recomputation;
import org.shardplan.layout.StateSharding;
import org.shardplan.layout.ZeroStage;
import org.shardplan.mixed.planner.MixedProblems;
import org.shardplan.problem.MixedProblem;

class MixedLayoutTextTest {

    private static final MixedProblem SMALL = MixedProblems.read(
            MixedProblems.SMALL_MODEL, "8192x4", MixedProblems.SMALL_POOLS, "");

    private static MixedLayout parsed(String text) {
        MixedLayoutFile file = MixedLayoutText.parse(text, SMALL);
        return file.layout().orElseThrow(() -> new AssertionError(file.diagnostics().toString()));
    }

    static Stream<MixedLayout> layouts() {
        return Stream.of(ZeroStage.NONE, ZeroStage.OPTIMIZER).flatMap(zero -> Stream.of(
                Recomputation.NONE, Recomputation.SELECTIVE, Recomputation.FULL, Recomputation.some(1)).map(again ->
                new MixedLayout(new Shared(2, zero == ZeroStage.NONE ? 1 : 4, 2, Precision.FP8, StateSharding.of(zero)),
                        List.of(new MixedStage(0, 2, 2, false, 2, again),
                        new MixedStage(1, 1, 1, false, 3, Recomputation.NONE),
                        new MixedStage(0, 1, 4, true, 1, Recomputation.SELECTIVE)))));
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void aPipelineReadsBackAsItWasWritten(MixedLayout layout) {
        assertThat(parsed(MixedLayoutText.format(layout, SMALL))).isEqualTo(layout);
    }

    @Test
    void whatIsNotSaidFollowsOrIsUsual() {
        MixedLayout layout = parsed("gpu=A100-SXM-40,nodes=2,layers=2+dp=2,gpu=H100-SXM-80,tp=1,layers=4");
        assertThat(layout.shared()).isEqualTo(
                new Shared(2, 1, Precision.BF16, StateSharding.of(ZeroStage.OPTIMIZER)));
        assertThat(layout.stages()).containsExactly(
                new MixedStage(0, 2, 2, true, 2, Recomputation.NONE),
                new MixedStage(1, 1, 1, false, 4, Recomputation.NONE));
    }

    @Test
    void allLayersOfAStageAreAllOfThem() {
        assertThat(parsed("dp=1,gpu=H100-SXM-80,nodes=1,layers=6,recomputeLayers=6").stages().get(0).recomputation())
                .isEqualTo(Recomputation.FULL);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            tp=2 | missing field
            dp=1,gpu=B200,nodes=1,layers=6 | unknown pool or GPU "B200"
            dp=1,gpu=H100-SXM-80,layers=6 | A stage must name its nodes, or its tp
            dp=1,gpu=H100-SXM-80,nodes=1 | missing field
            dp=1,gpu=H100-SXM-80,nodes=1,layers=3+dp=2,gpu=A100-SXM-40,nodes=1,layers=3 | duplicate field "dp"
            dp=1,gpu=H100-SXM-80,nodes=1,layers=3+ | must read key=value
            dp=1,pp=2,gpu=H100-SXM-80,nodes=1,layers=3 | unknown field "pp"
            dp=99999,gpu=H100-SXM-80,tp=99999,layers=3 | The product tp · dp must be at most 1,000,000 GPUs
            dp=0,gpu=H100-SXM-80,nodes=1,layers=3 | must be
            dp=1,gpu=H100-SXM-80,nodes=99999999999,layers=3 | must be
            """)
    void whatCannotBeReadIsSaid(String text, String message) {
        MixedLayoutFile file = MixedLayoutText.parse(text, SMALL);
        assertThat(file.layout()).isEmpty();
        assertThat(file.diagnostics()).extracting(Diagnostic::message).anySatisfy(
                said -> assertThat(said).contains(message));
    }
}
