package org.shardplan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shardplan.mixed.serving.MixedServingProblems;

class SolveMixedServingTest {

    private static final String SHIPPED = "problems/mixed/serve-llama-3.1-70b-l40s-a100.json";

    @TempDir
    private Path folder;
    private Path file;

    @BeforeEach
    void writeProblem() throws IOException {
        file = MixedServingProblems.file(folder, "", "");
    }

    @Test
    void theReportTellsEveryStageAndWhatNoRunShows() {
        CommandLineRun run = CommandLineRun.of("solve", SHIPPED);
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("Best pipeline", "Proved        optimal", "L40S-48", "→", "room: sequences",
                "No published run shows pipeline stages, stages on different GPUs", "vLLM issue 27239");
        assertThat(Stream.of(run.out().split("\n"))).filteredOn(line -> !line.contains("shardplan explain"))
                .allSatisfy(line -> assertThat(line.length()).as(line).isLessThanOrEqualTo(100));
    }

    @Test
    void theDocumentNamesEveryStage() throws IOException {
        Path solution = folder.resolve("solution.json");
        assertThat(CommandLineRun.of("solve", file, "-o", solution).exitCode()).isZero();
        assertThat(Files.readString(solution)).contains("\"servingPipeline\": {", "\"stages\": [");
        assertThat(CommandLineRun.of("solve", file, "--json").out())
                .contains("\"status\": \"optimal\"", "\"wallClockSeconds\"");
    }

    @Test
    void wherePoolsHaveNoRoomTheReportSaysHowMuchThereIs() throws IOException {
        CommandLineRun run = CommandLineRun.of("solve",
                MixedServingProblems.file(folder, "", ", 'limits': {'memoryReserveGiB': 30}"));
        assertThat(run.exitCode()).isEqualTo(ExitCode.INFEASIBLE.number());
        assertThat(run.out()).contains("No mixed pipeline is feasible.", "of the 6 layers find room");
    }

    @Test
    void aLevelNoPipelineKeepsIsToldWithTheNearest() throws IOException {
        CommandLineRun run = CommandLineRun.of("solve", MixedServingProblems.file(folder, ", 'tpotMs': 5", ""));
        assertThat(run.exitCode()).isEqualTo(ExitCode.INFEASIBLE.number());
        assertThat(run.out()).contains("No mixed pipeline is feasible.", "× tpot", "the service level allows 5.0");
    }

    @Test
    void whereNoPipelineCanBeFormedTheReasonIsTold() throws IOException {
        Path closed = MixedServingProblems.file(folder, "", ", 'allow': {'ep': [3]}");
        assertThat(CommandLineRun.of("solve", closed).out()).contains("No mixed pipeline is feasible.", "× allowed-ep");
        assertThat(CommandLineRun.of("batch", closed, "--exit-zero").out()).contains("infeasible: allowed-ep");
        Path wide = MixedServingProblems.file(folder, "", ", 'allow': {'tp': [4]}");
        assertThat(CommandLineRun.of("solve", wide).out()).contains("no tp that is allowed fits");
        assertThat(CommandLineRun.of("batch", wide, "--exit-zero").out()).contains("infeasible: Not one pipeline of two stages");
    }

    @Test
    void aPageIsWrittenBesideTheReport() {
        Path page = folder.resolve("serve.html");
        CommandLineRun run = CommandLineRun.of("solve", file, "--html", page);
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("Best pipeline");
        assertThat(page).content().contains("Best pipeline, proved:", "Time of a decode step");
    }

    @Test
    void aPipelineWithOneTensorDegreeIsExportedAndAnotherIsRefused() throws IOException {
        Path solution = folder.resolve("solution.json");
        CommandLineRun run = CommandLineRun.of("solve", MixedServingProblems.file(folder, "", ", 'allow': {'tp': [1]}"),
                "-o", solution, "--export", "vllm", "-q");
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(folder.resolve("solution-vllm/serve.sh")).content()
                .contains("--tensor-parallel-size 1 ", "export VLLM_PP_LAYER_PARTITION=");
        CommandLineRun again = CommandLineRun.of("export", solution, "--to", "sglang");
        assertThat(again.exitCode()).as(again.err()).isZero();
        CommandLineRun shipped = CommandLineRun.of("export",
                "solutions/mixed/serve-llama-3.1-70b-l40s-a100.json", "--to", "vllm");
        assertThat(shipped.exitCode()).isEqualTo(ExitCode.UNUSABLE.number());
        assertThat(shipped.err()).contains("The stages (tp2, tp4) must have one tp");
        assertThat(CommandLineRun.of("solve", file, "--export", "megatron").err()).contains("must be an engine");
    }

    @Test
    void aSolutionThatWasEditedUntilItFitsNoLongerIsNotExported() throws IOException {
        Path solution = folder.resolve("solution.json");
        MixedServingProblems.file(folder, "", ", 'allow': {'tp': [1]}");
        assertThat(CommandLineRun.of("solve", file, "-o", solution, "-q").exitCode()).isZero();
        Files.writeString(solution, Files.readString(solution).replaceFirst("\"layers\": [0-9]+", "\"layers\": 9"));
        CommandLineRun run = CommandLineRun.of("export", solution, "--to", "vllm");
        assertThat(run.exitCode()).isEqualTo(ExitCode.INFEASIBLE.number());
        assertThat(run.err()).contains("the model has 6");
    }

    @Test
    void optaPlannerIsNotAskedAboutPipelinesThatServe() {
        CommandLineRun run = CommandLineRun.of("solve", file, "--search", "optaplanner");
        assertThat(run.exitCode()).isEqualTo(ExitCode.UNUSABLE.number());
        assertThat(run.err()).contains("must be exact or both");
    }

    @Test
    void everyCaseOfABatchHasThePipelineItHasAlone() {
        CommandLineRun batch = CommandLineRun.of("batch", file, "--vary", "workload.concurrency=2,6",
                "--vary", "limits.memoryReserveGiB=0,30", "--exit-zero");
        assertThat(batch.exitCode()).as(batch.err()).isZero();
        assertThat(batch.out()).contains("2 optimal", "2 infeasible", "of the 6 layers find room")
                .containsPattern("A100-SXM-40.* tp[0-9] → tp[0-9], layers [0-9]\\+[0-9]");
        assertThat(CommandLineRun.of("batch", file, "--vary", "workload.tpotMs=5", "--exit-zero").out())
                .contains("infeasible: tpot, needs");
    }
}
