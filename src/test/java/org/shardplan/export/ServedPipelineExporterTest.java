package org.shardplan.export;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.shardplan.io.layout.ServedPipelineText;
import org.shardplan.mixed.serving.MixedServingProblems;
import org.shardplan.problem.ServingProblem;

class ServedPipelineExporterTest {

    private static final String ONE_DEGREE = "maxBatch=48,chunkTokens=2048,gpu=A100-SXM-40,tp=2,layers=30"
            + "+gpu=L40S-48,tp=2,layers=17+gpu=L40S-48,tp=2,layers=17+gpu=L40S-48,tp=2,layers=16";

    private static ServingPlan plan(String layout, String more) {
        ServingProblem problem = MixedServingProblems.read("'Llama-3.1-70B'",
                ", 'inputTokens': 2000, 'outputTokens': 300, 'concurrency': 48",
                "{'gpu': 'L40S', 'count': 8, 'gpusPerNode': 4, 'interNodeGBps': 3},"
                + "{'gpu': 'A100-SXM-40', 'count': 4, 'gpusPerNode': 4, 'interNodeGBps': 6}", more).serving();
        return new ServingPlan(problem, ServedPipelineText.parse(layout, problem).layout().orElseThrow());
    }

    private static String script(ServingPlan plan, ServingTarget target) {
        Export export = Exporter.export(plan, target);
        assertThat(export.files()).extracting(Export.File::name).containsExactly("serve.sh");
        return export.files().get(0).text();
    }

    @Test
    void vllmStartsEachStageWithItsLayers() {
        ServingPlan plan = plan(ONE_DEGREE, "");
        assertThat(Exporter.obstacle(plan, ServingTarget.VLLM)).isEmpty();
        assertThat(Exporter.export(plan, ServingTarget.VLLM).gaps()).isEmpty();
        assertThat(script(plan, ServingTarget.VLLM)).contains("export VLLM_PP_LAYER_PARTITION=30,17,17,16\n",
                "--tensor-parallel-size 2 ", "--pipeline-parallel-size 4 ", "--nnodes 4 ", "--max-num-seqs 48 ",
                "${NODE_RANK:?number of this stage, from 0}", "stage 0 of 30 layers on 2 A100-SXM-40, stage 1 of 17",
                "LEFT TO YOU: trying it first").doesNotContain("endpoints");
    }

    /** Stages share a node as far as there is room, and keep their numbers. */
    @Test
    void whichNodeStartsWhichStageIsSaid() {
        assertThat(script(plan(ONE_DEGREE, ""), ServingTarget.VLLM)).contains(
                "# Node 0 of L40S-48 starts serve.sh (GPUS=0,1 NODE_RANK=1), serve.sh (GPUS=2,3 NODE_RANK=2).",
                "# Node 1 of L40S-48 starts serve.sh (GPUS=0,1 NODE_RANK=3).",
                "# Node 0 of A100-SXM-40 starts serve.sh (GPUS=0,1 NODE_RANK=0).");
    }

    @Test
    void sglangHasAVariableOfItsOwn() {
        assertThat(script(plan(ONE_DEGREE, ", 'engine': 'sglang'"), ServingTarget.SGLANG)).contains(
                "export SGLANG_PP_LAYER_PARTITION=30,17,17,16\n", "--tp-size 2 ", "--pp-size 4 ", "--nnodes 4 ");
    }

    /** A reserve of 5 GiB is 12.7 % of 39.4 GiB, and less of 45. */
    @Test
    void theShareOfMemorySuitsTheSmallestGpu() {
        assertThat(script(plan(ONE_DEGREE, ", 'limits': {'memoryReserveGiB': 5}"), ServingTarget.VLLM))
                .contains("--gpu-memory-utilization 0.773 ");
    }

    @Test
    void tensorRtLlmIsRefusedWithTheReason() {
        assertThat(Exporter.obstacle(plan(ONE_DEGREE, ""), ServingTarget.TENSORRT_LLM).orElseThrow())
                .contains("must be vllm or sglang", "no setting for the layers of each stage");
    }

    @ParameterizedTest
    @EnumSource(ServingTarget.class)
    void severalTensorDegreesAreRefusedEverywhereWithTheReason(ServingTarget target) {
        assertThat(Exporter.obstacle(plan("gpu=L40S-48,tp=2,layers=20+gpu=A100-SXM-40,tp=4,layers=60", ""), target)
                .orElseThrow()).contains("The stages (tp2, tp4) must have one tp", "\"allow\": {\"tp\": [2]}");
    }
}
