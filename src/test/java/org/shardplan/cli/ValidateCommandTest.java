package org.shardplan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shardplan.io.json.Resource;

class ValidateCommandTest {

    @TempDir
    private Path folder;
    private Path runs;

    /** The published runs, and one in a precision that is not modelled. */
    @BeforeEach
    void copyRuns() throws IOException {
        String published = Resource.text("/org/shardplan/measured/published-runs.csv");
        String nvfp4 = published.lines().filter(line -> line.contains(",nvfp4,")).findFirst().orElseThrow();
        runs = Files.writeString(folder.resolve("runs.csv"), published + nvfp4.replace(",nvfp4,", ",mxfp4,") + "\n");
    }

    @Test
    void theReportStaysWithinTheWidthOfATerminal() {
        for (String option : new String[] {"--quiet", "--verbose"}) {
            CommandLineRun run = CommandLineRun.of("validate", runs, option);
            assertThat(run.exitCode()).isZero();
            assertThat(run.out()).startsWith("59 runs predicted · 1 cannot be expressed").contains("Aleph Alpha");
            assertThat(run.out().lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(100));
        }
    }

    @Test
    void everyPartOfTheReportIsThere() {
        String report = CommandLineRun.of("validate", runs, "--verbose").out();
        assertThat(report).contains("one scale per group", "as predicted", "scale without its model",
                "scale without its source", "Error of memory", "Said of memory", "Same question, many layouts",
                "Measured over predicted", "Furthest off", "The precision (mxfp4) is not modelled.", "Assumed");
    }

    @Test
    void anImpossibleFigureIsListedAndTheRowStillPredicted() throws IOException {
        Path absurd = Files.writeString(folder.resolve("absurd.csv"),
                "model,gpu,gpus,seq_len,global_batch_seqs,iter_time_s\nLlama-2-7B,A100,8,4096,64,1e-300\n");
        Path predictions = folder.resolve("predicted.csv");
        CommandLineRun run = CommandLineRun.of("validate", absurd, "--predictions", predictions);
        assertThat(run.out()).startsWith("1 run predicted").contains("Left out      1 run: The time of a step");
        assertThat(Files.readAllLines(predictions).get(1)).containsPattern(",1e-300,yes,[0-9.]+,[0-9.]+,$");
    }

    @Test
    void constantsAreFittedAnewIfAskedFor() throws IOException {
        CommandLineRun run = CommandLineRun.of("validate", runs, "--refit");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("without its model", "new source, anchored", "new source, cold",
                "Many layouts, constants of other sources", "kernels.flash.backwardRate");
        assertThat(run.out().lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(100));
        JsonNode document = new ObjectMapper().readTree(CommandLineRun.of("validate", runs, "--refit", "--json").out());
        assertThat(document.at("/refit/averages/all/newSourceCold/meanAbsolutePercent").asDouble()).isPositive();
        assertThat(document.at("/refit/constants/0/tables").asDouble()).isPositive();
    }

    @Test
    void oneJsonDocumentIsPrintedAndNothingElse() throws IOException {
        CommandLineRun run = CommandLineRun.of("validate", runs, "--json");
        JsonNode document = new ObjectMapper().readTree(run.out());
        assertThat(document.get("runs").asInt()).isEqualTo(59);
        assertThat(document.at("/averages/dense/anchored/meanAbsolutePercent").asDouble()).isPositive();
        assertThat(document.get("scales")).isNotEmpty();
        assertThat(run.err()).isEmpty();
    }

    @Test
    void predictionsAreWrittenWholeOrNotAtAll() throws IOException {
        Path predictions = folder.resolve("predicted.csv");
        assertThat(CommandLineRun.of("validate", runs, "--predictions", predictions).exitCode()).isZero();
        assertThat(Files.readAllLines(predictions)).hasSameSizeAs(Files.readAllLines(runs));
        CommandLineRun nowhere = CommandLineRun.of("validate", runs, "--predictions", folder.resolve("no/where.csv"));
        assertThat(nowhere.exitCode()).isEqualTo(2);
        assertThat(nowhere.err()).contains("must lie in a folder that exists");
        assertThat(nowhere.out()).isEmpty();
    }

    @Test
    void aBadTableDoesNotStopTheOthers() throws IOException {
        Path bad = Files.writeString(folder.resolve("bad.csv"), "bread,butter\n1,2\n");
        CommandLineRun run = CommandLineRun.of("validate", bad, runs);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("must name columns of runs", "bad.csv:1");
        assertThat(run.out()).contains("59 runs predicted");
        assertThat(CommandLineRun.of("validate", bad).out()).isEmpty();
    }

    @Test
    void aFrameworkNobodyKnowsIsBadUsage() {
        CommandLineRun run = CommandLineRun.of("validate", runs, "--framework", "megatorn");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("The --framework (megatorn) must be one of megatron,");
        assertThat(CommandLineRun.of("validate", runs, "--framework", "fsdp").exitCode()).isZero();
    }

    private Path servingRuns() throws IOException {
        return Files.writeString(folder.resolve("serving.csv"),
                Resource.text("/org/shardplan/serving/measured/published-serving.csv"));
    }

    @Test
    void runsOfServedModelsAreRecognizedByTheirColumns() throws IOException {
        CommandLineRun run = CommandLineRun.of("validate", servingRuns(), "--verbose");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).startsWith("45 runs predicted · 1 cannot be expressed").contains(
                "Error of time per output token", "Error of time to first token", "Error of offline throughput",
                "fitted without its model", "Ran out", "Waiting", "offline throughput per GPU", "Set aside",
                "Not expressed", "The isl is not given.", "Assumed");
        assertThat(run.out().lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(100));
    }

    @Test
    void bothKindsOfTablesCanBeValidatedTogether() throws IOException {
        Path predictions = folder.resolve("predicted.csv");
        CommandLineRun run = CommandLineRun.of("validate", runs, servingRuns(), "--predictions", predictions);
        assertThat(run.out()).contains("59 runs predicted", "45 runs predicted");
        assertThat(Files.readAllLines(predictions).get(0)).contains(
                "predicted_fits,predicted_iter_time_s,predicted_peak_mem_gib,predicted_ttft_ms,predicted_tpot_ms,"
                        + "predicted_tokens_per_s_total,unsupported");
    }

    @Test
    void theComparisonOfServedModelsIsADocumentToo() throws IOException {
        JsonNode document = new ObjectMapper().readTree(
                CommandLineRun.of("validate", servingRuns(), "--json").out());
        assertThat(document.get("runs").asInt()).isEqualTo(45);
        assertThat(document.at("/timePerOutputToken/0/shipped/meanAbsolutePercent").asDouble()).isPositive();
        assertThat(document.at("/outOfMemory/hits").asInt()).isEqualTo(2);
    }
}
