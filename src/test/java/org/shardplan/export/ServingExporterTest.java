package org.shardplan.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.shardplan.TestLayouts;
import org.shardplan.TestProblems;
import org.shardplan.export.Export.File;
import org.shardplan.layout.KeyValueFormat;
import org.shardplan.layout.Replica;
import org.shardplan.layout.Replica.Batching;
import org.shardplan.layout.Replica.Formats;
import org.shardplan.layout.Replica.Split;
import org.shardplan.layout.ReplicaGroup;
import org.shardplan.layout.ServingLayout;
import org.shardplan.layout.WeightFormat;
import org.shardplan.problem.ServingProblem;

class ServingExporterTest {

    private static final Formats SIXTEEN_BIT = new Formats(WeightFormat.BF16, KeyValueFormat.BF16);
    private static final Formats EIGHT_BIT = new Formats(WeightFormat.FP8, KeyValueFormat.FP8);
    private static final Batching BATCHING = new Batching(64, 2048);
    private static final ServingLayout TWO_OF_FOUR =
            new ServingLayout.Aggregated(replica(Split.tensor(4), EIGHT_BIT), 2);
    private static final ServingLayout APART = new ServingLayout.Disaggregated(
            new ReplicaGroup(new Replica(0, Split.tensor(2), EIGHT_BIT, new Batching(1, 8192)), 2),
            new ReplicaGroup(replica(Split.tensor(4), EIGHT_BIT), 1));

    @TempDir
    private Path folder;

    private static Replica replica(Split split, Formats formats) {
        return new Replica(0, split, formats, BATCHING);
    }

    private static ServingProblem problem(String engine, String workload) {
        return TestProblems.readServing("{'version': 1, 'name': '$(touch pwned); `touch pwned`', 'engine': '" + engine
                + "', 'model': 'Llama-3.1-70B', 'workload': {'kind': 'serving', 'inputTokens': 1000,"
                + " 'outputTokens': 200" + workload + "}, 'cluster': {'pools': [{'gpu': 'H100-SXM-80',"
                + " 'name': '$(touch pwned)', 'count': 32}]}}");
    }

    private static Export export(ServingLayout layout, ServingTarget target) {
        String engine = target == ServingTarget.TENSORRT_LLM ? "tensorrt-llm" : target.label();
        return Exporter.export(new ServingPlan(problem(engine, ""), layout), target);
    }

    private static String text(Export export, String name) {
        return export.files().stream().filter(file -> file.name().equals(name)).findFirst().orElseThrow().text();
    }

    private static Export alone(Split split, ServingTarget target) {
        return export(new ServingLayout.Aggregated(replica(split, SIXTEEN_BIT), 1), target);
    }

    @ParameterizedTest
    @EnumSource(ServingTarget.class)
    void everyFileSaysWhichVersionItWasCheckedFor(ServingTarget target) {
        for (ServingLayout layout : List.of(TWO_OF_FOUR, APART)) {
            assertThat(export(layout, target).files()).allSatisfy(
                    file -> assertThat(file.text()).contains(target.checkedFor()));
        }
    }

    @ParameterizedTest
    @EnumSource(ServingTarget.class)
    void howManyOfWhichScriptRunOnWhichNodeIsSaid(ServingTarget target) {
        assertThat(text(export(TWO_OF_FOUR, target), "serve.sh")).contains("Starts one of 2 replicas of 4 H100-SXM-80",
                "starts serve.sh (GPUS=0,1,2,3 PORT=8000), serve.sh (GPUS=4,5,6,7 PORT=8100).",
                "LEFT TO YOU: spreading requests over the 2 endpoints.");
        assertThat(text(export(APART, target), "prefill.sh")).contains("Starts one of 2 replicas for prompts of 2",
                "decode.sh (GPUS=0,1,2,3 PORT=8000), prefill.sh (GPUS=4,5 PORT=8100),"
                        + " prefill.sh (GPUS=6,7 PORT=8200).");
        assertThat(text(alone(new Split(8, 2, 1, 1), target), "serve.sh")).contains("Each of nodes 0 to 1 of",
                "serve.sh (GPUS=0,1,2,3,4,5,6,7 NODE_RANK=0 to 1 by turns)");
    }

    @Test
    void vllmSplitsAndStoresAsPlanned() {
        assertThat(text(export(TWO_OF_FOUR, ServingTarget.VLLM), "serve.sh")).contains("exec vllm serve \"$MODEL\" ",
                "--tensor-parallel-size 4 ", "--max-num-seqs 64 ", "--max-num-batched-tokens 2048 ",
                "--gpu-memory-utilization 0.9 ", "--quantization fp8 ", "--kv-cache-dtype fp8 ");
    }

    @Test
    void attentionGroupsHaveTheirShareOfTheSequences() {
        Split split = new Split(1, 1, 8, 8);
        assertThat(text(alone(split, ServingTarget.VLLM), "serve.sh")).contains("--data-parallel-size 8 ",
                "--enable-expert-parallel ", "--max-num-seqs 8 ", "--max-num-batched-tokens 2048 ");
        assertThat(text(alone(split, ServingTarget.SGLANG), "serve.sh")).contains("--tp-size 8 ", "--dp-size 8 ",
                "--enable-dp-attention ", "--ep-size 8 ", "--max-running-requests 64 ",
                "--chunked-prefill-size 16384 ");
        Export export = alone(split, ServingTarget.TENSORRT_LLM);
        assertThat(text(export, "serve.sh")).contains("--tp_size 8 ", "--ep_size 8 ", "--max_batch_size 8 ",
                "--max_num_tokens 2048 ", "--config serve.yaml ");
        assertThat(text(export, "serve.yaml")).contains("enable_attention_dp: true\n", "moe_tensor_parallel_size: 1\n");
    }

    @Test
    void promptsAndAnswersKnowTheirSideOfTheTransfer() {
        Export vllm = export(APART, ServingTarget.VLLM);
        assertThat(text(vllm, "prefill.sh")).contains("\"kv_role\":\"kv_producer\"", "LEFT TO YOU: the proxy");
        assertThat(text(vllm, "decode.sh")).contains("\"kv_role\":\"kv_consumer\"");
        Export sglang = export(APART, ServingTarget.SGLANG);
        assertThat(text(sglang, "prefill.sh")).contains("--disaggregation-mode prefill ", "-bootstrap-port ");
        assertThat(text(sglang, "decode.sh")).contains("--disaggregation-mode decode ", "--mem-fraction-static ")
                .doesNotContain("-bootstrap-port");
        Export tensorRt = export(APART, ServingTarget.TENSORRT_LLM);
        assertThat(text(tensorRt, "prefill.yaml")).contains("disable_overlap_scheduler: true\n",
                "cache_transceiver_config:\n  backend: DEFAULT\n", "  dtype: fp8\n");
        assertThat(text(tensorRt, "decode.yaml")).doesNotContain("disable_overlap_scheduler");
    }

    /** Steps of 8,192 tokens hold eight prompts of 1,000 and a part of a ninth; of half-cached ones twice as many. */
    @Test
    void asManyPromptsMayRunAsFillTheStepsOfAllStages() {
        assertThat(text(export(APART, ServingTarget.VLLM), "prefill.sh"))
                .contains("at most 10 sequences at a time", "--max-num-seqs 10 ");
        ServingLayout stages = new ServingLayout.Disaggregated(new ReplicaGroup(
                new Replica(0, new Split(1, 4, 1, 1), EIGHT_BIT, new Batching(1, 8192)), 1),
                new ReplicaGroup(replica(Split.tensor(4), EIGHT_BIT), 1));
        ServingPlan cached = new ServingPlan(problem("sglang", ", 'prefixHitRate': 0.5"), stages);
        assertThat(text(Exporter.export(cached, ServingTarget.SGLANG), "prefill.sh"))
                .contains("--max-running-requests 72 ");
    }

    /** Qwen's own checkpoints in int4 are padded for this. */
    @Test
    void groupsOfWeightsThatTensorParallelismCutsAreSaid() {
        ServingProblem qwen = TestProblems.serving("Qwen2.5-72B", "", "H100-SXM-80", 8, "");
        Formats four = new Formats(WeightFormat.INT4, KeyValueFormat.BF16);
        String padded = "LEFT TO YOU: MODEL must be padded: tp 8 cuts its feed-forward width of 29568 inside the 128";
        ServingLayout eight = new ServingLayout.Aggregated(replica(Split.tensor(8), four), 1);
        assertThat(text(Exporter.export(new ServingPlan(qwen, eight), ServingTarget.VLLM), "serve.sh"))
                .contains(padded);
        assertThat(text(export(eight, ServingTarget.VLLM), "serve.sh")).doesNotContain("must be padded");
    }

    @Test
    void severalNodesAreOneReplica() {
        assertThat(text(alone(new Split(8, 2, 1, 1), ServingTarget.VLLM), "serve.sh")).contains("--nnodes 2 ",
                "--node-rank \"$NODE_RANK\" ", "${HEADLESS:+--headless} ");
        assertThat(text(alone(new Split(1, 1, 16, 16), ServingTarget.VLLM), "serve.sh")).contains(
                "--data-parallel-size-local 8 ", "--data-parallel-start-rank \"$((NODE_RANK * 8))\" ");
        assertThat(text(alone(new Split(8, 2, 1, 1), ServingTarget.SGLANG), "serve.sh")).contains("--nnodes 2 ",
                "--pp-size 2 ", "--dist-init-addr \"$MASTER_ADDR:20000\" ");
        assertThat(text(alone(new Split(8, 2, 1, 1), ServingTarget.TENSORRT_LLM), "serve.sh"))
                .contains("LEFT TO YOU: 2 nodes: start the command with srun --mpi=pmix -N 2 -n 16");
    }

    @Test
    void shortcutsAreThoseOfTheWorkload() {
        ServingProblem problem = problem("vllm", ", 'prefixHitRate': 0.5, 'speculation': {'draftTokens': 3,"
                + " 'acceptance': 0.7, 'draftCost': 0.1}");
        ServingPlan plan = new ServingPlan(problem, TWO_OF_FOUR);
        assertThat(text(Exporter.export(plan, ServingTarget.VLLM), "serve.sh")).contains("--enable-prefix-caching ",
                ": \"${DRAFT:?", "--speculative-config.num_speculative_tokens 3 ");
        assertThat(text(Exporter.export(plan, ServingTarget.SGLANG), "serve.sh"))
                .contains("--speculative-num-steps 3 ", "--speculative-num-draft-tokens 4 ");
        assertThat(text(Exporter.export(plan, ServingTarget.TENSORRT_LLM), "serve.yaml"))
                .contains("enable_block_reuse: true\n");
    }

    @Test
    void whatAnEngineCannotExpressIsSaid() {
        Formats four = new Formats(WeightFormat.INT4, KeyValueFormat.INT4);
        ServingLayout layout = new ServingLayout.Aggregated(replica(new Split(4, 1, 2, 4), four), 1);
        assertThat(export(layout, ServingTarget.VLLM).gaps()).singleElement().asString().contains("over 4 GPUs", "8");
        assertThat(export(layout, ServingTarget.SGLANG).gaps()).singleElement().asString().contains("in int4");
        assertThat(export(layout, ServingTarget.TENSORRT_LLM).gaps()).hasSize(2)
                .anyMatch(gap -> gap.contains("every GPU holds all of it"));
        assertThat(text(export(layout, ServingTarget.VLLM), "serve.sh"))
                .contains("LEFT TO YOU: MODEL must be a checkpoint with int4 weights",
                        "--kv-cache-dtype int4_per_token_head ");
    }

    @Test
    void sharesOfMemoryOfAnotherEngineAreNotPassedOn() {
        ServingPlan plan = new ServingPlan(problem("vllm", ""), TWO_OF_FOUR);
        Export export = Exporter.export(plan, ServingTarget.SGLANG);
        assertThat(export.gaps()).anyMatch(gap -> gap.contains("they are those of vllm"));
        assertThat(text(export, "serve.sh")).doesNotContain("--mem-fraction-static");
    }

    @Test
    void aFrameworkDoesNotServeAndAnEngineDoesNotTrain() {
        ServingPlan serving = new ServingPlan(problem("vllm", ""), TWO_OF_FOUR);
        assertThat(Exporter.obstacle(serving, Target.MEGATRON)).contains("The destination (megatron) must be an engine"
                + " for a solution that serves. Maybe use one of vllm, sglang, tensorrt-llm.");
        TrainingPlan training = new TrainingPlan(
                TestProblems.training("Llama-3.1-70B", "8192x256", "H100-SXM-80", 64, ""), TestLayouts.of(8, 1, 8));
        assertThat(Exporter.obstacle(training, ServingTarget.VLLM).orElseThrow()).contains("must be a framework");
        assertThat(Exporter.obstacle(serving, ServingTarget.TENSORRT_LLM)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(ServingTarget.class)
    void hostileNamesAreNeverRunAndScriptsStartTheirEngine(ServingTarget target) throws Exception {
        for (String program : List.of("vllm", "python3", "trtllm-serve")) {
            Path file = Files.writeString(folder.resolve(program), "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
            assertThat(file.toFile().setExecutable(true)).isTrue();
        }
        for (ServingLayout layout : List.of(TWO_OF_FOUR, APART,
                new ServingLayout.Aggregated(replica(new Split(8, 2, 1, 1), SIXTEEN_BIT), 1))) {
            for (File file : export(layout, target).files()) {
                Files.writeString(folder.resolve(file.name()), file.text());
                assertThat(!file.name().endsWith(".sh") || run(file.name()) == 0).as(file.name()).isTrue();
            }
        }
        assertThat(folder.resolve("pwned")).doesNotExist();
    }

    @Test
    void theRouterNamesEveryReplica() throws Exception {
        hostileNamesAreNeverRunAndScriptsStartTheirEngine(ServingTarget.SGLANG);
        run("router.sh");
        assertThat(Files.readString(folder.resolve("log"))).contains("--prefill\nhttp://a:8000\n8998\n"
                + "--prefill\nhttp://b:8100\n9098\n--decode\nhttp://c:8000\n");
        hostileNamesAreNeverRunAndScriptsStartTheirEngine(ServingTarget.TENSORRT_LLM);
        run("router.sh");
        assertThat(folder.resolve("router.yaml")).content().contains("context_servers:\n  num_instances: 2\n  urls:\n"
                + "    - \"http://a:8000\"\n    - \"http://b:8100\"\ngeneration_servers:\n  num_instances: 1\n");
    }

    private int run(String script) throws IOException, InterruptedException {
        ProcessBuilder bash = new ProcessBuilder("bash", script).directory(folder.toFile()).redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile());
        bash.environment().putAll(Map.of("PATH", folder + ":" + System.getenv("PATH"), "MODEL", "$(touch pwned)",
                "GPUS", "0,1", "NODE_RANK", "1", "MASTER_ADDR", "node0", "PREFILL_URLS", "http://a:8000 http://b:8100",
                "DECODE_URLS", "http://c:8000"));
        return bash.start().waitFor();
    }
}
