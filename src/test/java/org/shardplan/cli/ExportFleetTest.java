package org.shardplan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shardplan.io.problem.FleetTexts;

class ExportFleetTest {

    private static final Path QUARTER = Path.of("solutions/fleets/team-quarter.json");

    @TempDir
    private Path folder;

    private List<String> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).map(file -> folder.relativize(file).toString()).sorted().toList();
        }
    }

    @Test
    void everyWorkloadThatRunsGetsAFolderWithItsScripts() throws IOException {
        CommandLineRun run = CommandLineRun.of("export", QUARTER, "--to", "megatron,vllm", "-o", folder);
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(files()).contains("fleet.txt", "pretrain-70b/train.sh", "pretrain-70b/slurm.sh",
                "chat-70b/prefill.sh", "chat-70b/decode.sh", "embed-8b/serve.sh").hasSize(13);
        assertThat(folder.resolve("fleet.txt")).content().contains("team-quarter, 7 of 8 workloads run",
                "for 521 hours on 36 nodes of H100-SXM-80: pretrain-70b with megatron, in pretrain-70b",
                "Left out: experts-8x7b");
        assertThat(folder.resolve("pretrain-70b/train.sh")).content().contains("--nnodes 36");
        assertThat(run.err()).contains("pretrain-70b: the zero-bubble-h1 schedule");
    }

    @Test
    void oneStreamHasAHeadForEveryFile() {
        String out = CommandLineRun.of("export", QUARTER, "--to", "deepspeed,sglang").out();
        assertThat(out).startsWith("==> fleet.txt <==\n").contains("==> pretrain-70b/deepspeed.json <==",
                "==> chat-70b/router.sh <==", "==> embed-8b/serve.sh <==");
    }

    @Test
    void aFleetThatTrainsAndServesNeedsOneOfEach() {
        for (String to : new String[] {"megatron", "vllm", "megatron,deepspeed,vllm"}) {
            CommandLineRun run = CommandLineRun.of("export", QUARTER, "--to", to, "-o", folder);
            assertThat(run.exitCode()).isEqualTo(ExitCode.UNUSABLE.number());
            assertThat(run.err()).contains("The destination (" + to + ") must name one");
        }
        CommandLineRun single = CommandLineRun.of(
                "export", "solutions/llama-3.1-70b-64xh100.json", "--to", "megatron,vllm");
        assertThat(single.err()).contains("must be one for a solution about one model. Maybe use megatron.");
    }

    /** All or nothing: what one framework cannot run keeps the others from being written. */
    @Test
    void nothingIsWrittenIfOneWorkloadCannotBe() throws IOException {
        CommandLineRun refused = CommandLineRun.of("export", QUARTER, "--to", "accelerate,vllm", "-o", folder);
        assertThat(refused.exitCode()).isEqualTo(ExitCode.UNUSABLE.number());
        assertThat(refused.err()).contains("pretrain-70b: The layout").contains("must have no pipeline");
        assertThat(files()).isEmpty();
    }

    @Test
    void whatWasThereStaysIfAFileCannotBeWritten() throws IOException {
        Files.createDirectories(folder.resolve("embed-8b/serve.sh"));
        Files.writeString(folder.resolve("fleet.txt"), "mine");
        CommandLineRun run = CommandLineRun.of("export", QUARTER, "--to", "megatron,vllm", "-o", folder);
        assertThat(run.exitCode()).isEqualTo(ExitCode.UNUSABLE.number());
        assertThat(run.err()).contains("must be a folder you may write to");
        assertThat(files()).containsExactly("fleet.txt");
        assertThat(folder.resolve("fleet.txt")).hasContent("mine");
        assertThat(folder.resolve("pretrain-70b")).doesNotExist();
    }

    @Test
    void solveExportsFleetsBesideTheSolution() throws IOException {
        Path fleet = Files.writeString(folder.resolve("fleet.json"),
                FleetTexts.SMALL.replace("{\"name\": \"a\"", "{\"name\": \"../A $(x)\""));
        Path solution = folder.resolve("plan.json");
        CommandLineRun run = CommandLineRun.of("solve", fleet, "-o", solution, "--export", "torchtitan", "-q");
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(files()).contains("plan-torchtitan/A-x-/torchtitan.toml", "plan-torchtitan/b/train.sh",
                "plan-torchtitan/fleet.txt");
        Path again = folder.resolve("again");
        assertThat(CommandLineRun.of("export", solution, "--to", "torchtitan", "-o", again).exitCode()).isZero();
        for (String file : new String[] {"A-x-/torchtitan.toml", "b/train.sh", "fleet.txt"}) {
            assertThat(again.resolve(file))
                    .hasSameTextualContentAs(folder.resolve("plan-torchtitan").resolve(file));
        }
        CommandLineRun engine = CommandLineRun.of("solve", fleet, "--export", "torchtitan,vllm");
        assertThat(engine.err()).contains("must name no engine: no workload serves");
    }

    @Test
    void aPlanOfOtherWorkloadsIsAClearError() throws IOException {
        Path solution = Files.writeString(folder.resolve("other.json"), Files.readString(QUARTER)
                .replace("\"workload\": \"chat-70b\"", "\"workload\": \"chat-80b\"")
                .replaceAll("\"problemFile\".*\n", ""));
        CommandLineRun run = CommandLineRun.of("export", solution, "--to", "megatron,vllm", "--problem",
                "problems/fleets/team-quarter.json");
        assertThat(run.exitCode()).isEqualTo(ExitCode.UNUSABLE.number());
        assertThat(run.err()).contains("must be a workload of the problem");
    }
}
