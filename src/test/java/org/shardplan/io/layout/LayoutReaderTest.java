package org.shardplan.io.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.shardplan.io.problem.ProblemTexts;
import org.shardplan.problem.Problem;

class LayoutReaderTest {

    private static final Problem PROBLEM = ProblemTexts.problem(ProblemTexts.SMALL);
    private static final String LAYOUT = """
            {"gpu": "H100-SXM-80", "gpus": 64, "tp": 8, "pp": 4, "dp": 2, "cp": 1, "ep": 1, "microBatch": 1,
             "interleave": 4, "zeroStage": 1, "recompute": "selective", "sequenceParallel": true,
             "precision": "bf16"}""";

    @Test
    void layoutOfASolutionIsRead() {
        String solution = "{\"version\": 1, \"status\": \"optimal\", \"layout\": " + LAYOUT + ", \"estimate\": {}}";
        LayoutFile file = LayoutReader.read("s.json", solution, PROBLEM);
        assertThat(LayoutText.format(file.layout().orElseThrow(), PROBLEM))
                .isEqualTo("tp=8,pp=4,dp=2,microBatch=1,interleave=4,recompute=selective");
    }

    @Test
    void layoutAloneIsReadToo() {
        assertThat(LayoutReader.read("l.json", LAYOUT, PROBLEM).layout())
                .isEqualTo(LayoutText.parse("tp=8,pp=4,vpp=4,recompute=selective", PROBLEM).layout());
    }

    @Test
    void errorsNameTheirPlaceInTheFile() {
        String solution = "{\"layout\": {\"tp\": \"8\", \"pipeline\": 2}}";
        assertThat(LayoutReader.read("s.json", solution, PROBLEM).diagnostics())
                .extracting(diagnostic -> diagnostic.message() + " " + diagnostic.location().pointer())
                .containsExactly("The tp (\"8\") must be an integer. Maybe remove the quotes. /layout/tp",
                        "unknown field \"pipeline\" /layout/pipeline");
    }

    @Test
    void solutionWithoutFileOrJsonIsOneError() {
        assertThat(LayoutReader.read(Path.of("none.json"), PROBLEM).diagnostics()).hasSize(1);
        assertThat(LayoutReader.read("s.json", "nope", PROBLEM).diagnostics()).hasSize(1);
    }
}
