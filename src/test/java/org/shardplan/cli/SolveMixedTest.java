package org.shardplan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shardplan.mixed.planner.MixedProblems;

class SolveMixedTest {

    private static final String SHIPPED = "problems/mixed/llama-3.1-70b-mixed-a100-h100.json";

    @TempDir
    private Path folder;
    private Path file;

    @BeforeEach
    void writeProblem() throws IOException {
        file = MixedProblems.file(folder, "");
    }

    @Test
    void theReportTellsEveryStageAndWhatIsNotMeasured() {
        CommandLineRun run = CommandLineRun.of("solve", SHIPPED);
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("Best pipeline", "Proved        optimal", "A100-SXM-40", "recomputed",
                "no run of a mixed pipeline was measured");
        assertThat(Stream.of(run.out().split("\n"))).filteredOn(line -> !line.contains("shardplan explain"))
                .allSatisfy(line -> assertThat(line.length()).as(line).isLessThanOrEqualTo(100));
    }

    @Test
    void theDocumentNamesEveryStage() throws IOException {
        Path solution = folder.resolve("solution.json");
        assertThat(CommandLineRun.of("solve", file, "-o", solution).exitCode()).isZero();
        assertThat(Files.readString(solution)).contains("\"mixedPipeline\": {", "\"stages\": [");
        assertThat(CommandLineRun.of("solve", file, "--json").out())
                .contains("\"status\": \"optimal\"", "\"wallClockSeconds\"");
    }

    @Test
    void wherePoolsHaveNoRoomTheReportSaysHowMuchEachHas() throws IOException {
        CommandLineRun run = CommandLineRun.of("solve",
                MixedProblems.file(folder, ", 'limits': {'memoryReserveGiB': 34}"));
        assertThat(run.exitCode()).isEqualTo(ExitCode.INFEASIBLE.number());
        assertThat(run.out()).contains("No mixed pipeline is feasible.", "of the 6 layers find room",
                "A node of A100-SXM-40 holds not one layer: that takes", "A node of H100-SXM-80 holds at most");
    }

    @Test
    void aWidthThatFitsNothingIsSaid() throws IOException {
        CommandLineRun run = CommandLineRun.of("solve", MixedProblems.file(folder, ", 'allow': {'dp': [3]}"));
        assertThat(run.exitCode()).isEqualTo(ExitCode.INFEASIBLE.number());
        assertThat(run.out()).contains("No stage is well formed");
    }

    @Test
    void aPageIsWrittenBesideTheReport() {
        Path page = folder.resolve("mixed.html");
        CommandLineRun run = CommandLineRun.of("solve", file, "--html", page);
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("Best pipeline");
        assertThat(page).content().contains("Best pipeline, proved:");
    }

    @Test
    void aPipelineWithOneTensorDegreeIsExportedAndAnotherIsRefused() throws IOException {
        Path solution = folder.resolve("solution.json");
        Path even = MixedProblems.file(folder, ", 'allow': {'tp': [2]}");
        CommandLineRun run = CommandLineRun.of("solve", even, "-o", solution, "--export", "megatron", "-q");
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(folder.resolve("solution-megatron/train.sh")).content()
                .contains("--tensor-model-parallel-size 2", "must be H100-SXM-80");
        CommandLineRun again = CommandLineRun.of("export", solution, "--to", "torchtitan");
        assertThat(again.exitCode()).as(again.err()).isZero();
        CommandLineRun shipped = CommandLineRun.of("export",
                "solutions/mixed/llama-3.1-70b-mixed-a100-h100.json", "--to", "megatron");
        assertThat(shipped.exitCode()).isEqualTo(ExitCode.UNUSABLE.number());
        assertThat(shipped.err()).contains("The stages (tp4, tp8) must have one tp");
    }
}
