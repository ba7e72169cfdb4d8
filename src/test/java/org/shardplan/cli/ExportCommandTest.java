package org.shardplan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.shardplan.TestAnswers;

class ExportCommandTest {

    @TempDir
    private Path folder;
    private Path problem;
    private Path solution;

    @BeforeEach
    void solve() throws IOException {
        problem = Files.writeString(folder.resolve("small.json"),
                TestAnswers.PROBLEM.replace("OBJECTIVE", "step-time"));
        solution = folder.resolve("solution.json");
        assertThat(CommandLineRun.of("solve", problem, "-o", solution, "-q").exitCode()).isZero();
    }

    private Stream<String> namesIn(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList().stream();
        }
    }

    @Test
    void aSolutionKnowsItsProblemAndIsPrintedAsFiles() {
        CommandLineRun run = CommandLineRun.of("export", solution, "--to", "megatron");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).startsWith("==> train.sh <==\n#!/usr/bin/env bash\n")
                .contains("==> slurm.sh <==", "--tensor-model-parallel-size");
    }

    @Test
    void exportedFilesReadBackAsTheSolution() {
        Path launch = folder.resolve("launch");
        CommandLineRun run = CommandLineRun.of("export", solution, "--to", "megatron", "-o", launch);
        assertThat(run.out()).isEqualTo(launch.resolve("train.sh") + "\n" + launch.resolve("slurm.sh") + "\n");
        CommandLineRun explained = CommandLineRun.of("explain", problem, "--layout", launch.resolve("train.sh"));
        assertThat(explained.exitCode()).isZero();
        assertThat(explained.out()).contains("Feasible");
    }

    @Test
    void asJsonThereIsOneDocument() throws IOException {
        CommandLineRun run = CommandLineRun.of("export", solution, "--to", "torchtitan", "--json");
        JsonNode document = new ObjectMapper().readTree(run.out());
        assertThat(document.at("/files/2/name").asText()).isEqualTo("torchtitan.toml");
        assertThat(document.get("notExpressed").isArray()).isTrue();
    }

    @Test
    void solvingExportsBesideTheSolution() throws IOException {
        CommandLineRun run = CommandLineRun.of("solve", problem, "-o", solution, "--export", "deepspeed", "--json");
        assertThat(run.exitCode()).isZero();
        assertThat(new ObjectMapper().readTree(run.out()).get("status").asText()).isEqualTo("optimal");
        assertThat(run.err()).contains("wrote " + folder.resolve("solution-deepspeed").resolve("train.sh"));
        assertThat(namesIn(folder.resolve("solution-deepspeed")))
                .containsExactly("deepspeed.json", "slurm.sh", "train.sh");
    }

    @Test
    void aSolutionOfANewerVersionIsAClearError() throws IOException {
        Files.writeString(solution, Files.readString(solution).replace("\"version\": 1", "\"version\": 2"));
        CommandLineRun run = CommandLineRun.of("export", solution, "--to", "megatron");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("The version (2) must be 1. Maybe a newer version of shardplan wrote the file.",
                "solution.json:2:14");
        assertThat(CommandLineRun.of("explain", problem, "--layout", solution).err()).contains("a newer version");
    }

    @Test
    void aSolutionWithoutItsProblemIsAClearError() throws IOException {
        Files.move(problem, folder.resolve("moved.json"));
        assertThat(CommandLineRun.of("export", solution, "--to", "megatron").err()).contains("must exist");
        assertThat(CommandLineRun.of("export", solution, "--to", "megatron", "--problem", folder.resolve("moved.json"))
                .exitCode()).isZero();
        Files.writeString(solution, Files.readString(solution).replaceAll("\"problemFile\".*\n", ""));
        assertThat(CommandLineRun.of("export", solution, "--to", "megatron").err()).contains("problemFile");
    }

    @Test
    void whatIsNoSolutionIsAClearError() {
        assertThat(CommandLineRun.of("export", problem, "--to", "megatron").err()).contains("no layout to export");
        assertThat(CommandLineRun.of("export", solution, "--to", "megatrn").err()).contains("must be one of megatron,");
    }

    @Test
    void whatServesIsExportedToEnginesAndWhatTrainsToFrameworks() throws IOException {
        Path serving = Path.of("solutions/serve-llama-3.1-70b-8xh100-disaggregated-fp8.json");
        assertThat(CommandLineRun.of("export", serving, "--to", "vllm").out())
                .startsWith("==> prefill.sh <==\n#!/usr/bin/env bash\n")
                .contains("==> decode.sh <==", "exec vllm serve");
        assertThat(CommandLineRun.of("export", serving, "--to", "sglang").out()).contains("==> router.sh <==");
        CommandLineRun framework = CommandLineRun.of("export", serving, "--to", "megatron");
        assertThat(framework.exitCode()).isEqualTo(2);
        assertThat(framework.err()).contains("must be an engine for a solution that serves. Maybe use one of vllm,");
        CommandLineRun engine = CommandLineRun.of("export", solution, "--to", "vllm");
        assertThat(engine.exitCode()).isEqualTo(2);
        assertThat(engine.err()).contains("must be a framework for a solution that trains. Maybe use one of megatron,");
    }

    @Test
    void solvingForServingExportsBesideTheSolution() throws IOException {
        Path serving = Files.copy(Path.of("problems/serve-article-7b-1xa100-40.json"), folder.resolve("serve.json"));
        CommandLineRun run = CommandLineRun.of("solve", serving, "-o", solution, "--export", "vllm", "-q");
        assertThat(run.exitCode()).isZero();
        assertThat(namesIn(folder.resolve("solution-vllm"))).containsExactly("serve.sh");
        assertThat(CommandLineRun.of("export", solution, "--to", "tensorrt-llm").out()).contains("==> serve.yaml <==");
    }

    @Test
    void whereAnAnswerCannotGoIsSaidBeforeItIsSought() throws IOException {
        Path serving = Path.of("problems/serve-article-7b-1xa100-40.json");
        Path other = folder.resolve("other.json");
        for (CommandLineRun run : List.of(CommandLineRun.of("solve", problem, "-o", other, "--export", "vllm"),
                CommandLineRun.of("solve", serving, "-o", other, "--export", "megatron"))) {
            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.err()).contains("must be a").contains("Maybe use one of");
            assertThat(run.out()).isEmpty();
        }
        assertThat(other).doesNotExist();
    }

    @Test
    void aLayoutThatBreaksARuleIsNotExported() throws IOException {
        Files.writeString(problem, Files.readString(problem).replace("\"memoryReserveGiB\": 4", "\"maxGpus\": 1"));
        CommandLineRun run = CommandLineRun.of("export", solution, "--to", "megatron");
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).contains("breaks a rule");
        assertThat(run.out()).isEmpty();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void whereNothingCanBeWrittenNothingIsLeft() throws IOException {
        CommandLineRun full = CommandLineRun.of("solve", problem, "-o", "/dev/full", "-q");
        assertThat(full.exitCode()).isEqualTo(2);
        assertThat(full.err()).contains("The output (/dev/full) must be writable");
        CommandLineRun denied = CommandLineRun.of("export", solution, "--to", "megatron", "-o", "/proc/launch");
        assertThat(denied.exitCode()).isEqualTo(2);
        assertThat(denied.err()).contains("The output (/proc/launch) must be a folder you may write to");
        Path launch = Files.createDirectories(folder.resolve("launch").resolve("slurm.sh")).getParent();
        assertThat(CommandLineRun.of("export", solution, "--to", "megatron", "-o", launch).exitCode()).isEqualTo(2);
        assertThat(namesIn(launch)).containsExactly("slurm.sh");
        assertThat(namesIn(folder)).containsExactly("launch", "small.json", "solution.json");
    }
}
