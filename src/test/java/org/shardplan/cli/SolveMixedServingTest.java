package org.shardplan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
        file = write("", "");
    }

    private Path write(String workload, String more) throws IOException {
        return Files.writeString(folder.resolve("serve.json"), MixedServingProblems.text(
                MixedServingProblems.SMALL_MODEL, ", 'inputTokens': 2000, 'outputTokens': 200, 'concurrency': 6"
                        + workload, MixedServingProblems.SMALL_POOLS, more));
    }

    @Test
    void theReportTellsEveryStageAndWhatNoRunShows() {
        CommandLineRun run = CommandLineRun.of("solve", SHIPPED);
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("Best pipeline", "Proved        optimal", "L40S-48", "→", "room: sequences",
                "No published run shows pipeline stages, stages on different GPUs", "vLLM issue 27239");
        assertThat(Stream.of(run.out().split("\n"))).allSatisfy(
                line -> assertThat(line.length()).as(line).isLessThanOrEqualTo(100));
    }

    @Test
    void theDocumentNamesEveryStage() throws IOException {
        Path solution = folder.resolve("solution.json");
        assertThat(CommandLineRun.of("solve", file, "-o", solution).exitCode()).isZero();
        assertThat(Files.readString(solution)).contains("\"servingPipeline\": {", "\"stages\": [");
        assertThat(CommandLineRun.of("solve", file, "--json").out())
                .contains("\"status\": \"optimal\"", "\"wallClockSeconds\"");
        CommandLineRun exported = CommandLineRun.of("export", solution, "--to", "vllm");
        assertThat(exported.exitCode()).isEqualTo(ExitCode.UNUSABLE.number());
        assertThat(exported.err()).contains("must be one-pool for export");
    }

    @Test
    void wherePoolsHaveNoRoomTheReportSaysHowMuchThereIs() throws IOException {
        CommandLineRun run = CommandLineRun.of("solve", write("", ", 'limits': {'memoryReserveGiB': 30}"));
        assertThat(run.exitCode()).isEqualTo(ExitCode.INFEASIBLE.number());
        assertThat(run.out()).contains("No mixed pipeline is feasible.", "of the 6 layers find room");
    }

    @Test
    void aLevelNoPipelineKeepsIsToldWithTheNearest() throws IOException {
        CommandLineRun run = CommandLineRun.of("solve", write(", 'tpotMs': 5", ""));
        assertThat(run.exitCode()).isEqualTo(ExitCode.INFEASIBLE.number());
        assertThat(run.out()).contains("No mixed pipeline is feasible.", "× tpot", "the service level allows 5.0");
    }

    @Test
    void explainTellsWhatOneMoreNodeBringsAndWhatThePoolsDoByThemselves() {
        CommandLineRun run = CommandLineRun.of("explain", SHIPPED);
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("One more node, solved again", "of L40S-48", "of A100-SXM-40",
                "No pool by itself serves this within the limits.");
        assertThat(CommandLineRun.of("explain", file).out()).contains("Without such a pipeline, each replica on one");
    }

    @Test
    void otherCommandsAndOptionsSayThatTheyDoNotAnswerMixedPipelines() {
        assertThat(List.of(CommandLineRun.of("explain", file, "--layout", "tp=2"),
                CommandLineRun.of("solve", file, "--html", folder),
                CommandLineRun.of("solve", file, "--export", "vllm"),
                CommandLineRun.of("solve", file, "--search", "optaplanner"))).allSatisfy(run -> {
                    assertThat(run.exitCode()).isEqualTo(ExitCode.UNUSABLE.number());
                    assertThat(run.err()).contains("must be");
                });
        CommandLineRun batch = CommandLineRun.of("batch", file, "--vary", "workload.concurrency=4,8");
        assertThat(batch.err() + batch.out()).contains("must be one-pool for batch");
    }
}
