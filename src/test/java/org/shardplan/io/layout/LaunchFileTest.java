package org.shardplan.io.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shardplan.TestProblems;
import org.shardplan.io.json.Diagnostic;
import org.shardplan.layout.Layout;
import org.shardplan.layout.Precision;
import org.shardplan.layout.Schedule;
import org.shardplan.layout.ZeroStage;
import org.shardplan.problem.Problem;

class LaunchFileTest {

    private static final Problem DENSE = TestProblems.training("Llama-3.1-70B", "8192x256", "H100-SXM-80", 64,
            ", 'allow': {'precision': ['bf16', 'fp16', 'fp8'], 'offload': [true, false],"
            + " 'gradients': ['fp32', 'bf16']}");
    private static final Problem EXPERTS = TestProblems.training("Mixtral-8x22B", "4096x256", "H100-SXM-80", 128, "");

    @TempDir
    private Path folder;

    private static Layout same(String text) {
        return LayoutText.parse(text, DENSE).layout().orElseThrow();
    }

    private static Layout flags(String text) {
        LayoutFile file = LaunchFile.flags(text, DENSE);
        assertThat(file.diagnostics()).noneMatch(Diagnostic::isError);
        return file.layout().orElseThrow();
    }

    private LayoutFile file(String name, String text) throws IOException {
        return LaunchFile.read(Files.writeString(folder.resolve(name), text), DENSE);
    }

    @Test
    void megatronFlagsAreALayout() {
        assertThat(flags("--tensor-model-parallel-size 4 --pipeline-model-parallel-size=4 --sequence-parallel "
                + "--num-layers-per-virtual-pipeline-stage 5 --micro-batch-size 2 --use-distributed-optimizer --bf16"))
                .isEqualTo(same("tp=4,pp=4,microBatch=2,interleave=4,precision=bf16,zeroStage=1"));
    }

    @Test
    void whatMegatronIsNotToldItDoesNotDo() {
        assertThat(flags("--tensor-model-parallel-size 8 --bf16"))
                .isEqualTo(same("tp=8,sequenceParallel=false,zeroStage=0,precision=bf16"));
    }

    @Test
    void megatronsOwnSplitOfLayersIsCounted() {
        assertThat(flags("--pipeline-model-parallel-size 16 --pipeline-model-parallel-layout 'Et*3|(tt|)*29,m|L'")
                .schedule()).isEqualTo(Schedule.interleaved(2));
    }

    @Test
    void aScriptsPreambleAndCommentsAreNoFlags() throws IOException {
        LayoutFile read = file("train.sh", "#!/bin/bash\n# --bf16 is below\nset -e\nexport A=--fp16\n"
                + "exec torchrun --nnodes 2 --nproc-per-node 8 pretrain_gpt.py \"$@\" \\\n  --bf16\n");
        assertThat(read.diagnostics()).isEmpty();
        assertThat(read.layout().orElseThrow().execution().precision()).isEqualTo(Precision.BF16);
    }

    @Test
    void torchtitansWeightsAreGivenBackAsToldEvenWithAPipeline() throws IOException {
        String table = "[parallelism]\npipeline_parallel_degree = 2\nfsdp_reshard_after_forward = \"%s\"\n";
        assertThat(file("a.toml", table.formatted("always")).layout().orElseThrow().states().zeroStage())
                .isEqualTo(ZeroStage.WEIGHTS);
        assertThat(file("b.toml", table.formatted("default")).layout().orElseThrow().states().zeroStage())
                .isEqualTo(ZeroStage.GRADIENTS);
    }

    @Test
    void megatronsRecomputationComesInThreeKinds() {
        assertThat(flags("--pipeline-model-parallel-size 4 --recompute-granularity full --recompute-method uniform "
                + "--recompute-num-layers 1").recomputation()).isEqualTo(same("pp=4,recompute=full").recomputation());
        assertThat(flags("--pipeline-model-parallel-size 4 --recompute-granularity full --recompute-method block "
                + "--recompute-num-layers 3 --num-virtual-stages-per-pipeline-rank 2").recomputation())
                .isEqualTo(same("pp=4,recompute=full,recomputeLayers=6").recomputation());
        assertThat(flags("--recompute-activations").recomputation())
                .isEqualTo(same("recompute=selective").recomputation());
    }

    @Test
    void megatronsPrecisionOffloadAndGradientsAreUnderstood() {
        assertThat(flags("--fp8-format hybrid --bf16 --optimizer-cpu-offload --grad-reduce-in-bf16"))
                .isEqualTo(same("precision=fp8,offload=true,gradients=bf16,zeroStage=0"));
        assertThat(flags("--fp16 --use-torch-fsdp2")).isEqualTo(same("precision=fp16,gradients=bf16,zeroStage=3"));
        assertThat(flags("--fp16 --accumulate-allreduce-grads-in-fp32 --use-distributed-optimizer"))
                .isEqualTo(same("precision=fp16,gradients=fp32,zeroStage=1"));
    }

    @Test
    void megatronSplitsExpertsLikeDenseLayersUnlessToldOtherwise() {
        String flags = "--tensor-model-parallel-size 4 --expert-model-parallel-size 8 --sequence-parallel";
        assertThat(LaunchFile.flags(flags, EXPERTS).layout().orElseThrow().mesh().expertTensor()).isEqualTo(4);
        assertThat(LaunchFile.flags(flags + " --expert-tensor-parallel-size 1", EXPERTS).layout().orElseThrow().mesh()
                .expertTensor()).isEqualTo(1);
    }

    @Test
    void aScriptIsAsGoodAsFlags() throws IOException {
        LayoutFile read = file("train.sh", "torchrun --nnodes 2 --nproc-per-node 8 pretrain_gpt.py \\\n"
                + "  --tensor-model-parallel-size 8 \\\n  --sequence-parallel --lr 3e-4\n");
        assertThat(read.layout().orElseThrow().mesh().gpus()).isEqualTo(16);
        assertThat(read.diagnostics()).singleElement().satisfies(diagnostic ->
                assertThat(diagnostic.message()).contains("ignored: lr"));
    }

    @Test
    void contradictionsAreErrorsWithTheirPlace() {
        LayoutFile read = LaunchFile.flags("--bf16 --fp16 --global-batch-size 12 --tensor-model-parallel-size 0 "
                + "--pipeline-model-parallel-size 4 --num-layers-per-virtual-pipeline-stage 7", DENSE);
        assertThat(read.layout()).isEmpty();
        assertThat(read.diagnostics()).allSatisfy(diagnostic ->
                assertThat(diagnostic.location().excerpt()).isPresent());
        assertThat(read.diagnostics()).extracting(Diagnostic::message)
                .anyMatch(text -> text.contains("--bf16 and --fp16"))
                .anyMatch(text -> text.contains("global-batch-size (12) must be 256"))
                .anyMatch(text -> text.contains("tensor-model-parallel-size (0)"))
                .anyMatch(text -> text.contains("divide the layers of a stage (20)"));
    }

    @Test
    void theSameFlagTwiceIsAnError() {
        assertThat(LaunchFile.flags("--bf16 --bf16", DENSE).layout()).isEmpty();
    }

    @Test
    void deepSpeedsConfigurationIsALayout() throws IOException {
        LayoutFile read = file("ds.json", "{\"train_batch_size\": 256, \"train_micro_batch_size_per_gpu\": 2,"
                + " \"gradient_accumulation_steps\": 4, \"bf16\": {\"enabled\": true}, \"zero_optimization\":"
                + " {\"stage\": 3, \"overlap_comm\": true, \"offload_optimizer\": {\"device\": \"cpu\"}}}");
        assertThat(read.layout()).contains(same("dp=32,microBatch=2,precision=bf16,zeroStage=3,offload=true"));
        assertThat(read.diagnostics()).singleElement().satisfies(diagnostic ->
                assertThat(diagnostic.message()).contains("zero_optimization.overlap_comm"));
    }

    @Test
    void whatDeepSpeedLeavesToItsLauncherIsLeftOpen() throws IOException {
        assertThat(file("ds.json",
                "{\"train_micro_batch_size_per_gpu\": \"auto\", \"zero_optimization\": {\"stage\": 2}}")
                .layout()).contains(same("zeroStage=2"));
    }

    @Test
    void deepSpeedsContradictionsAreErrors() throws IOException {
        LayoutFile read = file("ds.json", "{\"train_batch_size\": 100, \"gradient_accumulation_steps\": 3, \"bf16\":"
                + " {\"enabled\": true}, \"fp16\": {\"enabled\": true}, \"zero_optimization\": {\"stage\": 3,"
                + " \"offload_param\": {\"device\": \"nvme\"}}}");
        assertThat(read.layout()).isEmpty();
        assertThat(read.diagnostics().stream().filter(Diagnostic::isError)).hasSize(4);
    }

    @Test
    void torchtitansConfigurationIsALayout() throws IOException {
        LayoutFile read = file("job.toml", """
                [job]
                description = "a # is no comment in here"
                [parallelism]  # how to split
                data_parallel_shard_degree = -1
                tensor_parallel_degree = 8
                pipeline_parallel_degree = 2
                pipeline_parallel_schedule = "Interleaved1F1B"
                [activation_checkpoint]
                mode = "selective"
                [training]
                local_batch_size = 8
                seq_len = 8192
                """);
        assertThat(read.layout()).contains(same("tp=8,pp=2,interleave=2,recompute=selective,zeroStage=2"));
        assertThat(read.diagnostics()).singleElement().satisfies(diagnostic ->
                assertThat(diagnostic.message()).contains("job.description"));
    }

    @Test
    void torchtitansErrorsHaveTheirLine() throws IOException {
        LayoutFile read = file("job.toml", "[parallelism]\npipeline_parallel_degree = 2\n"
                + "pipeline_parallel_schedule = \"Zigzag\"\nnonsense\n");
        assertThat(read.layout()).isEmpty();
        assertThat(read.diagnostics()).extracting(diagnostic -> diagnostic.location().excerpt().orElseThrow().line())
                .containsExactly(3, 4);
    }

    @Test
    void aMissingFileIsAnError() {
        assertThat(LaunchFile.read(folder.resolve("none.toml"), DENSE).layout()).isEmpty();
    }
}
