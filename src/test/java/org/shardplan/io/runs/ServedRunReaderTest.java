package org.shardplan.io.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.shardplan.layout.KeyValueFormat;
import org.shardplan.layout.Replica;
import org.shardplan.layout.WeightFormat;
import org.shardplan.measured.Predictor;
import org.shardplan.measured.Run;
import org.shardplan.measured.ServedRun;
import org.shardplan.measured.ServedSetup;
import org.shardplan.measured.UnsupportedRun;
import org.shardplan.problem.Load;

class ServedRunReaderTest {

    private static final String HEADER = "model,gpu,gpus,tp,pp,dp,ep,engine,engine_version,"
            + "weight_precision,kv_precision,batch_or_concurrency,isl,osl,tpot_ms,mode\n";

    private static RunTable table(String row) {
        return RunTableReader.shipped().read("runs.csv", HEADER + row + "\n");
    }

    private static Run run(String row) {
        return table(row).runs().get(0);
    }

    private static ServedSetup setup(String row) {
        return ((ServedRun) run(row)).setup();
    }

    @ParameterizedTest
    @CsvSource({"vllm, 0.12.0, vllm", "TensorRT-LLM, 0.9.0, tensorrt-llm-static",
        "TensorRT-LLM, 0.14.0, tensorrt-llm-cpp", "trtllm, 1.0.0rc3, tensorrt-llm", "TensorRT-LLM (PyTorch), 0.20, tensorrt-llm", "trtllm, '', tensorrt-llm",
        "LMDeploy-TurboMind, 0.2, lmdeploy", "FasterTransformer, 5.x, fastertransformer", "llama.cpp, b1, vllm"})
    void theEngineOfARowIsTheProfileOfItsGeneration(String engine, String version, String profile) {
        ServedSetup setup = setup(
                "Llama-3.1-8B,H100,1,1,1,1,1," + engine + "," + version + ",fp16,fp16,8,128,128,,online");
        assertThat(setup.problem().engine().name()).isEqualTo(profile);
        assertThat(setup.problem().assumptions()).hasSize(engine.equals("llama.cpp") ? 1 : 0);
    }

    @Test
    void groupsWithExpertsSharedAreDataParallelAttentionOthersAreReplicas() {
        Replica groups = setup("DeepSeek-R1,H200,8,1,1,8,8,sglang,,fp8,,64,1000,1000,,online").replicas().replica();
        assertThat(groups.split()).isEqualTo(new Replica.Split(1, 1, 8, 8));
        ServedSetup replicas = setup("Llama-3.1-8B,H100,8,2,1,4,1,vllm,,fp8,,64,1000,1000,,online");
        assertThat(replicas.replicas().count()).isEqualTo(4);
        assertThat(replicas.sequences()).isEqualTo(16);
    }

    @ParameterizedTest
    @CsvSource({"trtllm, fp8, '', FP8, FP8", "vllm, fp8, '', FP8, BF16", "vllm, int4-awq, int8, INT4, INT8",
        "vllm, bf16?, '', BF16, BF16", "trtllm, nvfp4, '', NVFP4, FP8", "vllm, GPTQ, fp8_e4m3, INT4, FP8",
        "vllm, w8a8, '', INT8, BF16", "vllm, fp8-block, bf16, FP8, BF16"})
    void formatsThatAreNotGivenAreThoseOfTheEngine(
            String engine, String weights, String keyValues, WeightFormat first, KeyValueFormat second) {
        Replica.Formats formats = setup("Llama-3.1-8B,H100,1,1,1,1,1," + engine + ",1.0," + weights + "," + keyValues
                + ",8,128,128,,online").replicas().replica().formats();
        assertThat(formats).isEqualTo(new Replica.Formats(first, second));
    }

    @Test
    void gptOssHasFourBitExpertsWhateverItsActivations() {
        assertThat(setup("gpt-oss-120b,H100,4,4,1,1,1,trtllm,1.3,fp8,,8,128,128,,online").replicas().replica()
                .formats().weights()).isEqualTo(WeightFormat.MXFP4);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "Llama-9-8B,H100,1,1,1,1,1,vllm,,fp8,,8,128,128,,online | The model (Llama-9-8B) must be in the catalogue.",
        "Llama-3.1-8B,H100,1,1,1,1,1,vllm,,fp8,,8,,128,,online | The isl is not given.",
        "Llama-3.1-8B,H100,1,1,1,1,1,vllm,,fp7,,8,128,128,,online | The weight_precision (fp7) must be a known format.",
        "Llama-3.1-8B,H100,6,4,1,1,1,vllm,,fp8,,8,128,128,,online "
                + "| The gpus (6) must be a multiple of tp · pp · dp.",
        "Mixtral-8x7B,H100,4,4,1,1,3,vllm,,fp8,,8,128,128,,online | The ep (3) must divide tp · dp (4)."})
    void rowsThatCannotBeExpressedSayWhy(String row, String reason) {
        assertThat(run(row.strip())).isInstanceOfSatisfying(UnsupportedRun.class,
                unsupported -> assertThat(unsupported.reason()).contains(reason.strip()));
    }

    /** InferenceMAX, its launch scripts: kimbochen/bench_serving@406abc3, gptoss_fp4_h200_trt_slurm.sh@9596d23. */
    @ParameterizedTest
    @CsvSource({"gpt-oss-120b, H200, 4, 4, 2, trtllm, 2, 2, 922, 0",
        "gpt-oss-120b, H200, 8, 8, 1, trtllm, 8, 8, 922, 0",
        "gpt-oss-120b, H200, 2, 2, 1, vllm, 2, 1, 922, 0", "Llama-3.1-70B, B200, 4, 4, 1, trtllm, 4, 1, 922, 20",
        "Llama-3.1-70B, B200, 8, 8, 1, trtllm, 8, 1, 922, 0"})
    void publishedRunsAreReadAsTheirScriptsLaunchedThem(
            String model, String gpu, int gpus, int tensor, int expert, String engine, int ranTensor, int ranExpert,
            int input, double waitSteps) {
        String cells = model + "," + gpu + "," + gpus + "," + tensor + ",1,1," + expert + "," + engine
                + ",,fp8,,64,1024,1024,,online";
        ServedSetup launched = published(cells, "id=2026_04_06_x_c64");
        assertThat(launched.replicas().replica().split()).isEqualTo(new Replica.Split(ranTensor, 1, 1, ranExpert));
        assertThat(launched.problem().serving().lengths().input()).isEqualTo(input);
        assertThat(launched.launch().waitSteps()).isEqualTo(waitSteps);
        assertThat(launched.launch().corrections()).isNotEmpty();
        ServedSetup other = published(cells, "id=meta_llama");
        assertThat(other.replicas().replica().split()).isEqualTo(new Replica.Split(tensor, 1, 1, expert));
        assertThat(other.launch().corrections()).isEmpty();
    }

    /** Inferred from their first tokens; other versions run all their clients together. */
    @ParameterizedTest
    @CsvSource({"1.0.0rc3, 8, 7", "1.0.0rc3, 1, 1", "1.0.0, 8, 8"})
    void anIdleSlotLeavesOneClientWaiting(String version, int clients, int running) {
        ServedSetup launched = published("Llama-3.1-8B,H100,1,1,1,1,1,trtllm," + version + ",bf16,," + clients
                + ",1024,128,,online", "id=meta_llama");
        assertThat(launched.sequences()).isEqualTo(running);
        assertThat(launched.problem().serving().load()).isEqualTo(new Load.ClosedLoop(clients));
    }

    /** TensorRT-LLM performance overviews list how many requests a run had. */
    @ParameterizedTest
    @CsvSource({"1000, 2000, 1500", "128, 128, 30000", "1024, 32768, 1000", "700, 700, 0"})
    void offlineRunsHaveSoManyRequests(int input, int output, int requests) {
        String row = "Qwen3-235B-A22B,H200,8,1,1,8,8,TensorRT-LLM (PyTorch),1.0,fp8,fp8,," + input + "," + output
                + ",,offline-max,TensorRT-LLM perf-overview v1.0";
        ServedSetup setup = ((ServedRun) RunTableReader.shipped()
                .read("runs.csv", HEADER.strip() + ",source\n" + row + "\n").runs().get(0)).setup();
        assertThat(setup.launch().requests()).isEqualTo(requests);
        assertThat(setup.sequences()).isEqualTo(8 * 2048);
    }

    private static ServedSetup published(String cells, String notes) {
        return ((ServedRun) RunTableReader.shipped().read("runs.csv", HEADER.strip() + ",source,notes\n" + cells
                + ",NVIDIA AIConfigurator silicon_sample (agg)," + notes + "\n").runs().get(0)).setup();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1.5"})
    void lengthsAreDrawnBelowTheNominalOnes(String share) {
        String row = "Llama-3.1-8B,H100,1,1,1,1,1,vllm,,fp8,,8,1000,200,,online," + share;
        assertThat(RunTableReader.shipped().read("runs.csv", HEADER.strip() + ",length_share\n" + row + "\n").runs())
                .singleElement().isInstanceOfSatisfying(UnsupportedRun.class, run -> assertThat(run.reason())
                        .isEqualTo("The length_share (" + share + ") must be above 0 and at most 1."));
    }

    @Test
    void whatWasMeasuredNeverReachesAPrediction() {
        String row = "Llama-3.1-8B,H100,1,1,1,1,1,vllm,,fp8,,8,1000,200,%s,online";
        String slow = PredictionsTable.of(List.of(table(row.formatted("900"))), Predictor.MODEL);
        String none = PredictionsTable.of(List.of(table(row.formatted(""))), Predictor.MODEL);
        assertThat(slow.replace(",900,", ",,")).isEqualTo(none);
        assertThat(none.lines().findFirst().orElseThrow()).endsWith("predicted_fits,predicted_ttft_ms,"
                + "predicted_tpot_ms,predicted_tokens_per_s_total,unsupported");
        assertThat(none.lines().skip(1)).allSatisfy(line -> assertThat(line).contains(",yes,"));
    }
}
