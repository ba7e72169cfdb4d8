package org.shardplan.io.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.shardplan.io.json.Diagnostic;
import org.shardplan.layout.KeyValueFormat;
import org.shardplan.layout.Replica.Batching;
import org.shardplan.layout.Replica.Formats;
import org.shardplan.layout.ServedStage;
import org.shardplan.layout.ServingLayout.Pipeline;
import org.shardplan.layout.WeightFormat;
import org.shardplan.mixed.serving.MixedServingProblems;
import org.shardplan.problem.ServingProblem;

class ServedPipelineTextTest {

    private static final ServingProblem SMALL = MixedServingProblems.small("", "").serving();

    private static Pipeline parsed(String text) {
        ServingLayoutFile file = ServedPipelineText.parse(text, SMALL);
        return (Pipeline) file.layout().orElseThrow(() -> new AssertionError(file.diagnostics().toString()));
    }

    static Stream<Pipeline> pipelines() {
        return Stream.of(WeightFormat.values()).map(weights -> new Pipeline(
                List.of(new ServedStage(1, 1, 1, 2), new ServedStage(0, 4, 2, 3), new ServedStage(0, 4, 2, 1)),
                new Formats(weights, KeyValueFormat.FP8), new Batching(17, 512)));
    }

    @ParameterizedTest
    @MethodSource("pipelines")
    void aPipelineReadsBackAsItWasWritten(Pipeline layout) {
        assertThat(parsed(ServedPipelineText.format(layout, SMALL))).isEqualTo(layout);
    }

    /** Six clients are all there are, and there is room for them. */
    @Test
    void whatIsNotSaidIsUsual() {
        Pipeline pipeline = parsed("gpu=L40S-48,tp=2,layers=4+gpu=A100-SXM-40,layers=2,chunk=256");
        assertThat(pipeline.stages()).containsExactly(new ServedStage(0, 2, 1, 4), new ServedStage(1, 1, 1, 2));
        assertThat(pipeline.formats()).isEqualTo(new Formats(WeightFormat.BF16, KeyValueFormat.BF16));
        assertThat(pipeline.batching()).isEqualTo(new Batching(6, 256));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            tp=2 | missing field "gpu"
            gpu=B200,layers=6 | unknown pool or GPU "B200"
            gpu=L40S-48 | missing field "layers"
            gpu=L40S-48,layers=3,maxBatch=2+gpu=A100-SXM-40,layers=3,batch=3 | duplicate field "maxBatch"
            gpu=L40S-48,layers=3+ | must read key=value
            gpu=L40S-48,layers=3,pp=2 | unknown field "pp"
            gpu=L40S-48,layers=3,replicas=2 | unknown field "replicas"
            gpu=L40S-48,layers=3,groups=3 | unknown field "groups"
            prefill.gpu=L40S-48,layers=3 | leave out prefill. and decode.
            gpu=L40S-48,layers=0 | must be
            gpu=L40S-48,layers=1,tp=99999 | must be
            gpu=L40S-48,layers=1,weights=bf15 | must be
            """)
    void whatCannotBeReadIsSaid(String text, String message) {
        ServingLayoutFile file = ServedPipelineText.parse(text, SMALL);
        assertThat(file.layout()).isEmpty();
        assertThat(file.diagnostics()).extracting(Diagnostic::message).anySatisfy(
                said -> assertThat(said).contains(message));
    }
}
