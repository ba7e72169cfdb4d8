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
import org.shardplan.layout.Execution;
import org.shardplan.layout.GradientPrecision;
import org.shardplan.layout.Layout;
import org.shardplan.layout.Mesh;
import org.shardplan.layout.OptimizerPrecision;
import org.shardplan.layout.Precision;
import org.shardplan.layout.Schedule;
import org.shardplan.layout.StateSharding;
import org.shardplan.layout.ZeroStage;
import org.shardplan.problem.Problem;

class ExporterTest {

    private static final Problem PROBLEM =
            TestProblems.training("Llama-3.1-70B", "8192x256", "H100-SXM-80", 64, "");
    private static final Problem HOSTILE = TestProblems.read("{'version': 1, 'name': '$(touch pwned); `touch pwned`',"
            + " 'model': {'name': '\\\"; touch pwned; $(touch pwned) <script>', 'layers': 4, 'hidden': 512,"
            + " 'vocabulary': 32000, 'attention': {'kind': 'grouped-query', 'heads': 4},"
            + " 'feedForward': {'width': 1536}}, 'workload': {'kind': 'training', 'sequenceLength': 512,"
            + " 'globalBatch': 8}, 'cluster': {'pools': [{'gpu': 'H100-SXM-80', 'name': '$(touch pwned)',"
            + " 'count': 8}]}}");

    @TempDir
    private Path folder;

    private static Export export(Layout layout, Target target) {
        return Exporter.export(new TrainingPlan(PROBLEM, layout), target);
    }

    private static String text(Export export, String name) {
        return export.files().stream().filter(file -> file.name().equals(name)).findFirst().orElseThrow().text();
    }

    @ParameterizedTest
    @EnumSource(Target.class)
    void everyFileSaysWhichVersionItWasCheckedFor(Target target) {
        assertThat(text(export(TestLayouts.of(8, 1, 8), target), "train.sh")).contains(target.checkedFor());
    }

    @ParameterizedTest
    @EnumSource(Target.class)
    void nodesAndGpusAreThoseOfTheLayout(Target target) {
        Export large = export(TestLayouts.of(8, 1, 4), target);
        assertThat(text(large, "slurm.sh")).contains("--nodes=4\n", "--gpus-per-node=8\n");
        Export small = export(TestLayouts.of(2, 1, 2), target);
        assertThat(text(small, "slurm.sh")).contains("--nodes=1\n", "--gpus-per-node=4\n");
        if (target != Target.ACCELERATE) {
            assertThat(text(large, "train.sh")).contains("--nnodes 4 ", "--nproc-per-node 8 ");
            assertThat(text(small, "train.sh")).contains("--nnodes 1 ", "--nproc-per-node 4 ");
        }
    }

    @Test
    void theRanksOfANodeAndOfAStageAreSaid() {
        assertThat(text(export(TestLayouts.of(new Mesh(0, 4, 2, 4, 2, 1, 1)), Target.MEGATRON), "train.sh"))
                .contains("Rank order tp-cp-ep-dp-pp: tp 4, cp 2, dp 4, pp 2",
                        "Node n has ranks 8n to 8n+7; a tensor group is 4 neighbours, a pipeline stage 32.");
    }

    @Test
    void megatronGetsTheShapeOfTheModelToo() {
        assertThat(text(export(TestLayouts.of(8, 1, 8), Target.MEGATRON), "train.sh")).contains("--num-layers 80",
                "--hidden-size 8192", "--ffn-hidden-size 28672", "--swiglu", "--num-query-groups 8",
                "--kv-channels 128", "--vocab-size 128256", "--untie-embeddings-and-output-weights",
                "--disable-bias-linear", "--train-iters 477");
        Problem deepSeek = TestProblems.training("DeepSeek-V3", "4096x15360", "H800-SXM-80", 2048, "");
        assertThat(text(Exporter.export(new TrainingPlan(deepSeek, TestLayouts.of(new Mesh(0, 1, 16, 128, 1, 64, 1))),
                Target.MEGATRON), "train.sh")).contains("--multi-latent-attention", "--q-lora-rank 1536",
                "--kv-lora-rank 512", "--num-experts 256", "--moe-router-topk 8", "--moe-layer-freq '[0,0,0,1,1,1",
                "--expert-model-parallel-size 64", "--pipeline-model-parallel-layout 'Ettt|");
    }

    @Test
    void megatronGetsWindowsAndGroupsOfExperts() {
        String alternating = megatron("gpt-oss-120b");
        assertThat(alternating).contains("--window-size 127,0 ", "--window-attn-skip-freq 2 ",
                "LEFT TO YOU: which layers have no window: the plan knows that 18 of 36 have none and takes the last of"
                + " every 2.");
        assertThat(megatron("DeepSeek-V3")).contains("--moe-router-group-topk 4 ", "--moe-router-num-groups 8 ")
                .doesNotContain("--window-size", "set --moe-router-num-groups");
        assertThat(megatron("Llama-3.1-8B")).doesNotContain("--window", "--moe");
    }

    private static String megatron(String model) {
        Problem problem = TestProblems.training(model, "4096x256", "H100-SXM-80", 64, "");
        return text(Exporter.export(new TrainingPlan(problem, TestLayouts.of(1, 1, 64)), Target.MEGATRON), "train.sh");
    }

    @Test
    void whatAFrameworkCannotExpressIsSaidInTheFileAndBesideIt() {
        Layout layout = TestLayouts.of(8, 2, 4).with(Schedule.ZERO_BUBBLE);
        for (Target target : List.of(Target.MEGATRON, Target.MEGATRON_BRIDGE, Target.DEEPSPEED, Target.TORCHTITAN)) {
            Export export = export(layout, target);
            assertThat(export.gaps()).anyMatch(gap -> gap.contains("zero-bubble-h1"));
            assertThat(text(export, "train.sh")).contains("NOT EXPRESSED: the zero-bubble-h1 schedule");
        }
    }

    @Test
    void whatIsNewerThanTheVersionCheckedIsSaid() {
        Problem mixture = TestProblems.training("Mixtral-8x22B", "4096x256", "H100-SXM-80", 64, "");
        Export export = Exporter.export(
                new TrainingPlan(mixture, TestLayouts.of(new Mesh(0, 8, 1, 8, 1, 8, 8))), Target.TORCHTITAN);
        assertThat(text(export, "torchtitan.toml")).contains("expert_tensor_parallel_degree = 8",
                "LEFT TO YOU: parallelism.expert_tensor_parallel_degree is newer than the version named above");
    }

    @Test
    void gradientsTravelAsTheRecipeOfThePrecisionHasIt() {
        Layout half = TestLayouts.of(8, 1, 8).with(new Execution(1, true, Precision.FP16));
        Export export = export(half, Target.MEGATRON_BRIDGE);
        assertThat(text(export, "train.sh")).contains("mixed_precision=fp16_mixed");
        assertThat(export.gaps()).singleElement().asString().contains("fp16_mixed reduces them in fp16");
    }

    @Test
    void aRecipeThatTakesLessMemoryThanPlannedIsSaidTo() {
        Layout eight = TestLayouts.of(8, 1, 8).with(new Execution(1, true, Precision.FP8));
        assertThat(export(eight, Target.MEGATRON_BRIDGE).gaps()).singleElement().asString()
                .contains("bf16_with_fp8_delayed_scaling_mixed", "2 bytes a weight less than planned");
        assertThat(export(eight, Target.MEGATRON).gaps()).isEmpty();
    }

    @Test
    void whatARecipeMayHaveOnIsTurnedOff() {
        assertThat(text(export(TestLayouts.of(8, 1, 8), Target.MEGATRON_BRIDGE), "train.sh")).contains(
                "model.sequence_parallel=false", "model.recompute_granularity=null",
                "model.virtual_pipeline_model_parallel_size=null", "ddp.use_distributed_optimizer=false",
                "optimizer.use_distributed_optimizer=false", "dist.use_megatron_fsdp=false",
                "optimizer.optimizer_cpu_offload=false");
    }

    @Test
    void theWholeOptimizerIsOffloaded() {
        StateSharding offloaded =
                new StateSharding(ZeroStage.OPTIMIZER, OptimizerPrecision.FP32, true, GradientPrecision.FP32);
        assertThat(text(export(TestLayouts.of(8, 1, 8).with(offloaded), Target.MEGATRON_BRIDGE), "train.sh"))
                .contains("optimizer.optimizer_cpu_offload=true", "optimizer.optimizer_offload_fraction=1.0");
    }

    @Test
    void whatAFrameworkRefusesIsSaid() {
        Problem mixture = TestProblems.training("Mixtral-8x22B", "4096x256", "H100-SXM-80", 64, "");
        Layout experts = TestLayouts.of(new Mesh(0, 8, 1, 8, 1, 8, 8));
        assertThat(Exporter.export(new TrainingPlan(mixture, experts), Target.TORCHTITAN).gaps())
                .anyMatch(gap -> gap.contains("experts over 8 ranks: torchtitan wants a multiple of 1 that divides 1"));
        Layout half = experts.with(new Execution(1, true, Precision.FP16));
        Export megatron = Exporter.export(new TrainingPlan(mixture, half), Target.MEGATRON);
        assertThat(megatron.gaps()).anyMatch(gap -> gap.contains("refuses expert parallelism"));
        assertThat(text(megatron, "train.sh")).doesNotContain("--moe-grouped-gemm");
        StateSharding offloaded =
                new StateSharding(ZeroStage.NONE, OptimizerPrecision.FP32, true, GradientPrecision.FP32);
        assertThat(export(TestLayouts.of(8, 1, 8).with(offloaded), Target.DEEPSPEED).gaps())
                .anyMatch(gap -> gap.contains("DeepSpeed offloads from ZeRO-1 on"));
    }

    @Test
    void aMeshAccelerateHasNotIsNotExported() {
        TrainingPlan plan = new TrainingPlan(PROBLEM, TestLayouts.of(8, 2, 4));
        assertThat(Exporter.obstacle(plan, Target.ACCELERATE)).hasValueSatisfying(
                sentence -> assertThat(sentence).contains("pp2", "Maybe solve with"));
        assertThat(Exporter.obstacle(plan, Target.TORCHTITAN)).isEmpty();
    }

    @Test
    void accelerateShardsWhatTheLayoutShards() {
        String plain = text(export(TestLayouts.of(1, 1, 64), Target.ACCELERATE), "accelerate.yaml");
        assertThat(plain).contains("distributed_type: MULTI_GPU", "num_machines: 8", "num_processes: 64")
                .doesNotContain("fsdp_config");
        assertThat(text(export(TestLayouts.of(8, 1, 8), Target.ACCELERATE), "accelerate.yaml")).contains(
                "distributed_type: FSDP", "  fsdp_version: 2", "  parallelism_config_tp_size: 8",
                "  parallelism_config_dp_shard_size: 8");
    }

    /** Runs the scripts with programs that do nothing: no name of a model, pool or problem is ever a command. */
    @ParameterizedTest
    @EnumSource(Target.class)
    void namesAreNeverCommands(Target target) throws IOException, InterruptedException {
        Layout layout = TestLayouts.of(1, 1, 8);
        for (File file : Exporter.export(new TrainingPlan(HOSTILE, layout), target).files()) {
            Files.writeString(folder.resolve(file.name()), file.text());
        }
        for (String program : List.of("torchrun", "accelerate", "srun", "scontrol")) {
            Path file = Files.writeString(folder.resolve(program), "#!/bin/sh\necho node1\n");
            assertThat(file.toFile().setExecutable(true)).isTrue();
        }
        for (String script : List.of("train.sh", "slurm.sh")) {
            assertThat(run(script)).as(script).isZero();
        }
        assertThat(folder.resolve("pwned")).doesNotExist();
        assertThat(Files.readString(folder.resolve("slurm.sh"))).contains("--job-name=touch-pwned-touch-pwned-\n");
    }

    private int run(String script) throws IOException, InterruptedException {
        ProcessBuilder bash = new ProcessBuilder("bash", script).directory(folder.toFile()).redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile());
        bash.environment().putAll(Map.of("PATH", folder + ":" + System.getenv("PATH"), "RECIPE", "some",
                "PROGRAM", "train.py", "SLURM_JOB_NODELIST", "node1", "SLURM_NODEID", "0"));
        return bash.start().waitFor();
    }

    @Test
    void wordsAreQuotedForTheShell() {
        assertThat(ShellWord.quoted("a b")).isEqualTo("'a b'");
        assertThat(ShellWord.quoted("it's $(rm -rf)")).isEqualTo("'it'\\''s $(rm -rf)'");
        assertThat(ShellWord.quoted("model.x=1")).isEqualTo("model.x=1");
    }
}
