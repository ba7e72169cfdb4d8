package org.shardplan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README promises a newcomer. */
class ReadmeTest {

    private static final Path CONFIG = Path.of("src/test/resources/org/shardplan/huggingface/Llama-3.1-8B.json");

    @TempDir
    private Path folder;

    /** What stands between the fences of this number under this heading. */
    private static String block(String heading, int number) throws IOException {
        return Files.readString(Path.of("README.md")).split("## " + heading)[1].split("```\n")[2 * number - 1];
    }

    private static List<String> commands() throws IOException {
        return block("From a config.json to a launch command", 1).strip().lines().toList();
    }

    private CommandLineRun run(String command) {
        Object[] arguments = command.substring("./shardplan ".length()).split(" ");
        for (int index = 0; index < arguments.length; index++) {
            if (arguments[index].toString().endsWith(".json")) {
                arguments[index] = folder.resolve(arguments[index].toString()).toString();
            }
        }
        return CommandLineRun.of(arguments);
    }

    @Test
    void theFirstCommandAnswersWhatTheReadmeShows() throws IOException {
        String command = block("Two commands", 1).lines().findFirst().orElseThrow();
        Object[] arguments = command.substring("./shardplan ".length()).split(" ");
        assertThat(CommandLineRun.of(arguments).out().strip()).isEqualTo(block("Two commands", 2).strip());
    }

    @Test
    void aConfigAndGpusBecomeALaunchCommandInThreeCommands() throws IOException {
        Files.copy(CONFIG, folder.resolve("config.json"));
        List<String> commands = commands();
        assertThat(commands).hasSize(3);
        CommandLineRun init = run(commands.get(0) + " -o problem.json");
        assertThat(init.exitCode()).as(init.err()).isZero();
        CommandLineRun solve = run(commands.get(1));
        assertThat(solve.exitCode()).as(solve.err()).isZero();
        assertThat(solve.err()).doesNotContain("not expressed");
        assertThat(folder.resolve("solution-megatron").resolve("slurm.sh")).exists();
    }
}
