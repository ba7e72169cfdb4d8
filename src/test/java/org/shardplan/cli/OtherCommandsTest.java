package org.shardplan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shardplan.TestAnswers;
import org.shardplan.io.solution.SolutionDocument;

class OtherCommandsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;
    private Path problem;

    @BeforeEach
    void writeProblem() throws IOException {
        problem = Files.writeString(folder.resolve("small.json"),
                TestAnswers.PROBLEM.replace("OBJECTIVE", "step-time"));
    }

    @Test
    void aFeasibleLayoutIsExplained() {
        CommandLineRun run = CommandLineRun.of("explain", problem, "--layout", "tp=8");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("Feasible", "8 = tp8");
    }

    @Test
    void aRejectedLayoutHasTheExitCodeOfInfeasibility() throws IOException {
        CommandLineRun run = CommandLineRun.of("explain", problem, "--layout", "tp=3,dp=1", "--json");
        assertThat(run.exitCode()).isEqualTo(3);
        JsonNode document = JSON.readTree(run.out());
        assertThat(document.get("verdict").asText()).isEqualTo("rejected");
        assertThat(document.at("/violations/0/rule").asText()).isEqualTo("tensor-divides-heads");
        assertThat(CommandLineRun.of("explain", problem, "--layout", "tp=3,dp=1", "--exit-zero").exitCode()).isZero();
    }

    @Test
    void aSolutionFileIsALayout() throws IOException {
        Path solution = Files.writeString(folder.resolve("solution.json"), SolutionDocument.of(TestAnswers.feasible()));
        assertThat(CommandLineRun.of("explain", problem, "--layout", solution).out()).contains("8 = dp8");
    }

    @Test
    void aLayoutNobodyUnderstandsIsBadUsage() {
        CommandLineRun run = CommandLineRun.of("explain", problem, "--layout", "tpp=8");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("tpp");
        assertThat(CommandLineRun.of("explain", problem, "--layout", folder.resolve("missing.json")).exitCode())
                .isEqualTo(2);
    }

    @Test
    void checkingFindsEverythingWrongAtOnce() throws IOException {
        Path bad = Files.writeString(folder.resolve("bad.json"),
                Files.readString(problem).replace("\"count\"", "\"cuont\"").replace("\"globalBatch\"", "\"batch\""));
        CommandLineRun run = CommandLineRun.of("check", problem, bad);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).contains("small.json: valid", "errors");
        assertThat(run.err()).contains("cuont", "batch");
        JsonNode document = JSON.readTree(CommandLineRun.of("check", problem, bad, "--json").out());
        assertThat(document.at("/files/0/valid").asBoolean()).isTrue();
        assertThat(document.at("/files/1/diagnostics").size()).isGreaterThanOrEqualTo(2);
    }

    @Test
    void theCatalogueListsWhatProblemsCanName() throws IOException {
        assertThat(CommandLineRun.of("catalog", "gpus").out()).contains("H100-SXM-80", "verified");
        assertThat(CommandLineRun.of("catalog", "models", "llama-3.1").out())
                .contains("Llama-3.1-70B").doesNotContain("Mixtral");
        assertThat(JSON.readTree(CommandLineRun.of("catalog", "models", "--json").out()).has("models")).isTrue();
        assertThat(CommandLineRun.of("catalog", "gpus", "h100-sxm").out()).contains("price: SkyPilot catalog v8");
        assertThat(CommandLineRun.of("catalog", "links", "NVL72").out()).contains("GPUs on it", "72", "verified");
        assertThat(JSON.readTree(CommandLineRun.of("catalog", "links", "--json").out()).has("gpus")).isTrue();
        assertThat(CommandLineRun.of("catalog", "cards").err())
                .contains("must be one of gpus, models, links, quantization");
    }

    @Test
    void aNameThatNoEntryHasIsSaidForEveryList() {
        for (String list : List.of("gpus", "models", "links", "quantization")) {
            CommandLineRun run = CommandLineRun.of("catalog", list, "no-such-name");
            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.err()).contains("The name (no-such-name) must be", "shardplan catalog " + list);
        }
    }

    /** TensorRT-LLM's table: INT8 SmoothQuant takes Llama-2-70B from 69.1 to 67.2 of MMLU. */
    @Test
    void theCatalogueListsWhatQuantizationWasPublishedToCost() throws IOException {
        assertThat(CommandLineRun.of("catalog", "quantization", "llama-2-70b").out().lines())
                .anyMatch(line -> line.matches("int8 +Llama-2-70B +2\\.75 % +MMLU"))
                .anyMatch(line -> line.matches(" +TensorRT-LLM.*, read 2026-11-21"))
                .noneMatch(line -> line.contains("Falcon") || line.startsWith("Keys"));
        assertThat(CommandLineRun.of("catalog", "quantization", "int4").out())
                .contains("Weights", "Keys and values", "InternLM2-7B").doesNotContain("fp8 ");
        assertThat(JSON.readTree(CommandLineRun.of("catalog", "quantization", "--json").out()).fieldNames())
                .toIterable().containsExactly("weights", "keyValues");
    }

    @Test
    void theCatalogueListsWhatIsTheUsersOwn() throws IOException {
        Path own = Files.writeString(folder.resolve("own.json"), "{\"gpus\": [{\"name\": \"H100-SXM-80\", \"base\":"
                + " \"H100-SXM-80\", \"pricePerGpuHourUsd\": 1.75, \"priceSource\": \"our contract\"}]}");
        CommandLineRun run = CommandLineRun.of("catalog", "gpus", "h100-sxm-80", "--catalogue", own);
        assertThat(run.out()).contains("1.75", "verified: user", "price: our contract").doesNotContain("2.29");
        CommandLineRun bad = CommandLineRun.of("catalog", "gpus", "--catalogue", folder.resolve("none.json"));
        assertThat(bad.exitCode()).isEqualTo(2);
        assertThat(bad.out()).isEmpty();
    }

    @Test
    void schemasArePrintedAsTheyAre() throws IOException {
        for (String document : List.of("problem", "catalogue", "solution", "batch")) {
            assertThat(JSON.readTree(CommandLineRun.of("schema", document).out()).has("$schema")).as(document).isTrue();
        }
        assertThat(CommandLineRun.of("schema", "answer").exitCode()).isEqualTo(2);
    }
}
