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

class CalibrateCommandTest {

    private static final String RUNS = """
            model,gpu,gpus,seq_len,global_batch_seqs,micro_batch,tp,recompute,zero_stage,iter_time_s
            Llama-3.1-8B,H100,64,8192,256,1,2,none,1,7.5
            Llama-3.1-8B,H100,64,8192,256,1,4,none,1,8.5
            Llama-3.1-8B,H100,64,8192,256,1,8,none,1,
            """;

    @TempDir
    private Path folder;
    private Path runs;
    private Path output;

    @BeforeEach
    void writeRuns() throws IOException {
        runs = Files.writeString(folder.resolve("runs.csv"), RUNS);
        output = folder.resolve("ours.json");
    }

    @Test
    void aProblemCanNameWhatIsWritten() throws IOException {
        CommandLineRun run = CommandLineRun.of("calibrate", runs, "-o", output);
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).startsWith("ours · 2 timed runs of 1 model")
                .contains("as shipped", "one scale per framework, each run held out", "Too few runs");
        assertThat(run.out().lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(100));
        assertThat(run.err()).contains("note: 1 of 3 rows are not used");
        Path problem = Files.writeString(folder.resolve("problem.json"), """
                {"version": 1, "model": "Llama-3.1-8B", "calibration": "ours.json",
                 "workload": {"kind": "training", "sequenceLength": 8192, "globalBatch": 256},
                 "cluster": {"pools": [{"gpu": "H100-SXM-80", "count": 64}]}}
                """);
        assertThat(CommandLineRun.of("check", problem).out()).endsWith("valid\n");
    }

    @Test
    void aRowWithAnImpossibleTimeIsNamedAndLeftOut() throws IOException {
        Path absurd = Files.writeString(folder.resolve("absurd.csv"), RUNS + "Llama-3.1-8B,H100,64,8192,256,1,8,none,1,"
                + "1e-300\n");
        CommandLineRun run = CommandLineRun.of("calibrate", absurd, "-o", output);
        assertThat(run.out()).startsWith("ours · 2 timed runs of 1 model");
        assertThat(run.err()).contains("note: 2 of 4 rows are not used", "absurd.csv:5: The time of a step (1.00e-300");
    }

    @Test
    void theDocumentCanBePrintedToo() throws IOException {
        CommandLineRun run = CommandLineRun.of("calibrate", runs, "-o", output, "--json", "--quiet");
        JsonNode document = new ObjectMapper().readTree(run.out());
        assertThat(document.at("/calibration/name").asText()).isEqualTo("ours");
        assertThat(document.at("/scales/0/framework").asText()).isEqualTo("megatron");
        assertThat(run.out()).isEqualTo(Files.readString(output));
        assertThat(run.err()).isEmpty();
    }

    @Test
    void withoutATimedRunThereIsNothingToLearn() throws IOException {
        Path empty = Files.writeString(folder.resolve("empty.csv"), RUNS.lines().findFirst().orElseThrow() + "\n");
        CommandLineRun run = CommandLineRun.of("calibrate", empty, "-o", output);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("must have at least one timed run");
        assertThat(output).doesNotExist();
    }

    @Test
    void theOutputMustBeNamedAndWritable() {
        assertThat(CommandLineRun.of("calibrate", runs).exitCode()).isEqualTo(2);
        assertThat(CommandLineRun.of("calibrate", runs, "-o", folder).err()).contains("must be a file");
        assertThat(CommandLineRun.of("calibrate", folder.resolve("none.csv"), "-o", output).exitCode()).isEqualTo(2);
    }
}
