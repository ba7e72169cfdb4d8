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
        assertThat(CommandLineRun.of("calibrate", runs, "-o", runs).err()).contains("it is one that is read");
        assertThat(CommandLineRun.of("calibrate", folder.resolve("none.csv"), "-o", output).exitCode()).isEqualTo(2);
    }

    private static final String SERVED = """
            model,gpu,gpus,tp,engine,engine_version,weight_precision,kv_precision,batch_or_concurrency,isl,osl,\
            ttft_ms,tpot_ms,mode
            Llama-3.1-8B,H100,1,1,vllm,0.11,bf16,bf16,1,1000,200,45,9.0,online
            Llama-3.1-8B,H100,1,1,vllm,0.11,bf16,bf16,8,1000,200,60,9.9,online
            Llama-3.1-8B,H100,1,1,vllm,0.11,bf16,bf16,32,1000,200,110,13.5,online
            Llama-3.1-8B,H100,2,2,vllm,0.11,bf16,bf16,8,1000,200,50,6.6,online
            """;

    @Test
    void aProblemCanNameAnEngineFittedToOwnRuns() throws IOException {
        Path served = Files.writeString(folder.resolve("served.csv"), SERVED);
        CommandLineRun run = CommandLineRun.of("calibrate", served, "-o", output);
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).startsWith("ours: 4 own runs · vllm").contains("model held out", "600 µs", "H100");
        assertThat(run.out().lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(100));
        Path problem = Files.writeString(folder.resolve("problem.json"), """
                {"version": 1, "model": "Llama-3.1-8B", "engine": "ours.json",
                 "workload": {"kind": "serving", "inputTokens": 1000, "outputTokens": 200, "concurrency": 8},
                 "objective": "latency",
                 "cluster": {"pools": [{"gpu": "H100-SXM-80", "count": 2}]}}
                """);
        assertThat(CommandLineRun.of("check", problem).out()).endsWith("valid\n");
        Files.writeString(output, "{\"version\": 1, \"engine\": {\"name\": \"vllm\"}}");
        assertThat(CommandLineRun.of("check", problem).err()).contains("must be a file that calibrate wrote");
    }

    @Test
    void runsOfSeveralEnginesAreNotFittedTogether() throws IOException {
        Path served = Files.writeString(folder.resolve("served.csv"), SERVED.replaceFirst("vllm", "sglang"));
        CommandLineRun run = CommandLineRun.of("calibrate", served, "-o", output);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("The runs must be of one engine, they are of sglang, vllm.");
        assertThat(output).doesNotExist();
    }
}
