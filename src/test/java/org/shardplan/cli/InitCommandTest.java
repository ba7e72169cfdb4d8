package org.shardplan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shardplan.io.problem.ProblemReader;
import org.shardplan.problem.Problem;

class InitCommandTest {

    private static final String CONFIG = "src/test/resources/org/shardplan/huggingface/Qwen3-8B.json";

    @TempDir
    private Path folder;

    private static Problem read(Path file) {
        return ProblemReader.shipped().read(file).problem().orElseThrow();
    }

    @Test
    void aConfigAndSomeGpusMakeAProblem() {
        Path file = folder.resolve("problem.json");
        CommandLineRun run = CommandLineRun.of("init", "--model", CONFIG, "--gpus", "64xH100", "-o", file);
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).isEqualTo(file + "\n");
        assertThat(run.err()).contains("512 sequences of 8192 tokens");
        Problem problem = read(file);
        assertThat(problem.model().name()).isEqualTo("Qwen3-8B");
        assertThat(problem.cluster().pools().get(0).count()).isEqualTo(64);
        assertThat(problem.cluster().pools().get(0).gpu().name()).isEqualTo("H100-SXM-80");
    }

    @Test
    void whatIsGivenIsWritten() {
        Path file = folder.resolve("other.json");
        CommandLineRun run = CommandLineRun.of("init", "--model", "Llama-3.1-8B", "--gpus", "8 x A100", "-o", file,
                "--sequence-length", "2048", "--global-batch", "64", "--tokens", "1e9");
        assertThat(run.err()).isEmpty();
        assertThat(read(file).training().sequenceLength()).isEqualTo(2048);
        assertThat(read(file).training().globalBatch()).isEqualTo(64);
        assertThat(read(file).training().tokens()).hasValue(1e9);
    }

    @Test
    void whatCannotBeAProblemIsNotWritten() {
        Path file = folder.resolve("none.json");
        assertThat(CommandLineRun.of("init", "--model", "Lama-3.1-8B", "--gpus", "8xH100", "-o", file).err())
                .contains("unknown model");
        assertThat(CommandLineRun.of("init", "--model", "no/config.json", "--gpus", "8xH100", "-o", file).err())
                .contains("must exist");
        assertThat(CommandLineRun.of("init", "--model", "Llama-3.1-8B", "--gpus", "8xH1000", "-o", file).exitCode())
                .isEqualTo(2);
        assertThat(CommandLineRun.of("init", "--model", "Llama-3.1-8B", "--gpus", "H100", "-o", file).err())
                .contains("such as 64xH100");
        assertThat(CommandLineRun.of("init", "--model", "Llama-3.1-8B", "--gpus", "8xH100", "--tokens", "NaN", "-o",
                file).err()).contains("must be a number above 0");
        assertThat(file).doesNotExist();
    }

    @Test
    void noFileIsOverwritten() throws IOException {
        Path file = Files.writeString(folder.resolve("mine.json"), "mine");
        CommandLineRun run = CommandLineRun.of("init", "--model", "Llama-3.1-8B", "--gpus", "8xH100", "-o", file);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("must not exist yet");
        assertThat(file).hasContent("mine");
    }
}
