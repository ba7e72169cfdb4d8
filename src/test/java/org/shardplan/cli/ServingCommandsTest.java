package org.shardplan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Serving problems on the command line. */
class ServingCommandsTest {

    private static final String FORM = "problems/serve-llama-3.1-70b-8xh100-aggregated-bf16.json";

    @TempDir
    private Path folder;

    @Test
    void solvingTellsTheLayoutItsTimesAndThatItIsProved() {
        CommandLineRun run = CommandLineRun.of("solve", FORM);
        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("serve Llama-3.1-70B with tensorrt-llm", "Best layout", "First token",
                "Next token", "Throughput", "Proved        optimal", "OptaPlanner found the same by itself",
                "Runners-up", "A prompt alone", "shardplan explain " + FORM + " --layout ");
        assertThat(Stream.of(run.out().split("\n")).filter(line -> !line.startsWith("  Try")))
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(100));
    }

    @Test
    void theCommandThatTheReportSuggestsWorks() {
        String report = CommandLineRun.of("solve", FORM, "--search", "exact").out();
        String[] words = report.substring(report.indexOf("shardplan explain ")).strip().split("\\s+");
        CommandLineRun run = CommandLineRun.of((Object[]) Stream.of(words).skip(1).toArray(String[]::new));
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("Feasible:", "No layout is better.");
    }

    @Test
    void theSolutionFileIsALayoutThatCanBeExplained() {
        Path solution = folder.resolve("solution.json");
        assertThat(CommandLineRun.of("solve", FORM, "--search", "exact", "-o", solution).exitCode()).isZero();
        CommandLineRun run = CommandLineRun.of("explain", FORM, "--layout", solution, "--json");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("\"verdict\": \"feasible\"");
    }

    @Test
    void aLayoutThatQueuesIsRejectedWithItsNumbersAndRepaired() {
        CommandLineRun run = CommandLineRun.of("explain", FORM, "--layout", "tp=2,replicas=4,maxBatch=64");
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.out()).contains("batch-fits", "The keys and values of 64 sequences need 24.5 GiB, ", " left (",
                "Nearest repairs", "maxBatch 64 → ");
    }

    @Test
    void withoutALayoutTheBestIsExplainedAndWhatBindsIt() {
        CommandLineRun run = CommandLineRun.of("explain", FORM, "--binding");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("What binds", "10 % more time for the first token", "8 more GPUs of each kind");
    }

    @Test
    void impossibleLevelsEndWithExitCodeThreeAndTheNearestFeasiblePoint() throws IOException {
        Path file = folder.resolve("tight.json");
        Files.writeString(file, Files.readString(Path.of(FORM)).replace("\"ttftMs\": 500", "\"ttftMs\": 20"));
        CommandLineRun run = CommandLineRun.of("solve", file);
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.out()).contains("No layout is feasible.", "With a first token within ", " instead of 20.0 ms",
                "Nearest miss", "ttft");
        assertThat(CommandLineRun.of("solve", file, "--exit-zero", "--search", "exact").exitCode()).isZero();
    }

    @Test
    void timesThatGrowWithoutEndAreSaidToDoSo() {
        CommandLineRun run = CommandLineRun.of("explain", "problems/serve-mixtral-8x7b-8xh100.json", "--layout",
                "tp=2,replicas=1,maxBatch=2");
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.out()).contains("keeps-up", "First token   grows without end").doesNotContain("unknown");
    }

    @Test
    void ratesAreAnsweredInABatch() {
        CommandLineRun run = CommandLineRun.of("batch", "problems/serve-mixtral-8x7b-8xh100.json", "--vary",
                "workload.requestsPerSecond=1,16,64,1000", "--csv", folder.resolve("cases.csv"));
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.out()).contains("3 optimal", "1 infeasible", "1×tp1", "keeps-up, needs 1,000 requests/s");
        assertThat(folder.resolve("cases.csv")).content().contains("replicas=1,weights=fp8");
    }

    @Test
    void whatMoreLoadCostsIsAFrontierOfLoadAndPrice() {
        CommandLineRun run = CommandLineRun.of("batch", "problems/serve-mixtral-8x7b-8xh100.json", "--vary",
                "workload.requestsPerSecond=4,8,16", "--json");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("\"aims\": [\n      \"load\",\n      \"price\"\n    ]",
                "\"tokensPerSecond\": 1200", "\"usdPerHour\": ");
        assertThat(CommandLineRun.of("batch", "problems/serve-mixtral-8x7b-8xh100.json", "--vary",
                "workload.requestsPerSecond=4,8", "--frontier", "load,first-token").out())
                .contains("an hour", "1M tokens", "first", "next", "Frontier of load, first-token: ");
    }

    @Test
    void servingLayoutsAreNotExportedToFrameworksAndSaySo() {
        CommandLineRun run = CommandLineRun.of("solve", FORM, "--search", "exact", "--export", "megatron");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("The destination (megatron) must be an engine for a solution that serves.");
    }

    @Test
    void wrongLayoutsAreDiagnosed() {
        CommandLineRun run = CommandLineRun.of("explain", FORM, "--layout", "tp=4,wieghts=fp8");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("unknown field \"wieghts\"");
    }
}
