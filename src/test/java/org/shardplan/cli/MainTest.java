package org.shardplan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {

    @Test
    void helpNamesEveryCommandAndExitCode() {
        CommandLineRun run = CommandLineRun.of("--help");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("solve", "explain", "check", "catalog", "schema", "generate-completion",
                "Exit codes:");
        assertThat(run.err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"solve", "batch", "explain", "check", "validate", "calibrate", "catalog", "schema",
        "generate-completion"})
    void theHelpOfEveryCommandHasAnExampleToCopy(String command) {
        CommandLineRun run = CommandLineRun.of(command, "--help");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).containsPattern("Examples?:\n.*shardplan " + command);
        String examples = run.out().substring(run.out().indexOf("\nExample")).replace("\\\n", "");
        assertThat(examples.strip().lines().skip(1)).as("no example is broken into two lines")
                .allSatisfy(line -> assertThat(line).containsOnlyOnce("shardplan " + command));
    }

    @Test
    void noCommandIsBadUsage() {
        CommandLineRun run = CommandLineRun.of();
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("Missing command", "--help");
    }

    @Test
    void aMisspeltCommandIsCorrected() {
        CommandLineRun run = CommandLineRun.of("solv", "x.json");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("solv", "Did you mean: shardplan solve?");
    }

    @Test
    void aMisspeltOptionIsCorrected() {
        CommandLineRun run = CommandLineRun.of("solve", "--time-limt", "3s", "x.json");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--time-limt", "--time-limit");
    }

    @Test
    void theVersionIsOneLine() {
        assertThat(CommandLineRun.of("--version").out()).matches("shardplan \\S+\n");
    }

    @Test
    void itRunsOnPlainStreams() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int exitCode = Main.run(new String[] {"--version"}, new PrintStream(out), System.err);
        assertThat(exitCode).isZero();
        assertThat(out.size()).isPositive();
    }

    @Test
    void theCompletionScriptKnowsTheCommands() {
        assertThat(CommandLineRun.of("generate-completion").out()).contains("solve", "--time-limit", "optaplanner");
    }
}
