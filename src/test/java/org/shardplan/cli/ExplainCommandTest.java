package org.shardplan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainCommandTest {

    private static final String TOO_BIG = "problems/article-65b-8xh100.json";
    private static final String ENOUGH = "problems/article-65b-16xh100.json";

    @TempDir
    private Path folder;

    @Test
    void aRejectedLayoutComesWithItsFormulasAndRepairs() {
        CommandLineRun run = CommandLineRun.of("explain", ENOUGH, "--layout", "tp=4,pp=2");
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.out()).contains("bytes · 8.16 B parameters", "arXiv:1910.02054", "Smallest repairs", "pp 2 → 4");
    }

    @Test
    void aFeasibleLayoutIsComparedWithTheBestPartByPart() {
        CommandLineRun run = CommandLineRun.of("explain", ENOUGH, "--layout", "tp=8,pp=2");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("% worse by step-time", "pipeline bubble", "difference");
    }

    @Test
    void aQuestionWithoutAnswerComesWithItsConflictAndItsMoves() {
        CommandLineRun run = CommandLineRun.of("explain", TOO_BIG, "--layout", "tp=4,pp=2");
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.out()).contains("These demands conflict", "8 more GPUs (8 → 16)", "more memory per GPU");
    }

    @Test
    void withoutALayoutTheBestIsExplainedAndOnDemandWhatBinds() {
        CommandLineRun run = CommandLineRun.of("explain", ENOUGH);
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("No layout is better", "explain " + ENOUGH + " --binding")
                .doesNotContain("What binds");
        assertThat(CommandLineRun.of("explain", ENOUGH, "--binding").out()).contains("What binds", "If the model errs");
        assertThat(CommandLineRun.of("explain", TOO_BIG).exitCode()).isEqualTo(3);
    }

    @Test
    void launchFlagsAreALayoutAndWhatTheySayBesidesIsNamed() {
        CommandLineRun run = CommandLineRun.of("explain", ENOUGH, "--layout",
                "--tensor-model-parallel-size 8 --pipeline-model-parallel-size 2 --sequence-parallel --lr 1e-4");
        assertThat(run.out()).contains("16 = tp8 · pp2");
        assertThat(run.err()).contains("ignored: lr");
        assertThat(CommandLineRun.of("explain", ENOUGH, "--layout", "--bf16 --fp16").exitCode()).isEqualTo(2);
    }

    @Test
    void launchFilesAreLayoutsToo() throws IOException {
        Path config = Files.writeString(folder.resolve("ds.json"), "{\"zero_optimization\": {\"stage\": 3}}");
        assertThat(CommandLineRun.of("explain", ENOUGH, "--layout", config).out()).contains("ZeRO-3");
        assertThat(CommandLineRun.of("explain", ENOUGH, "--layout", folder.resolve("none.toml")).exitCode()).isEqualTo(2);
    }

    @Test
    void theJsonSaysWhatTheTextSays() throws IOException {
        JsonNode repaired = new ObjectMapper().readTree(
                CommandLineRun.of("explain", ENOUGH, "--layout", "tp=4,pp=2", "--json").out());
        assertThat(repaired.at("/repairs/0/change/pp/to").asText()).isEqualTo("4");
        assertThat(repaired.at("/repairsProvedNearest").asBoolean()).isTrue();
        assertThat(repaired.at("/comparedToBest/timeParts/pipelineBubble/bestPercent").isNumber()).isTrue();
        JsonNode impossible = new ObjectMapper().readTree(CommandLineRun.of("explain", TOO_BIG, "--json").out());
        assertThat(impossible.at("/obstacle/conflict").size()).isEqualTo(3);
    }
}
