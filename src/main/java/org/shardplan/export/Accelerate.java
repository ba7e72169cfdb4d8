package org.shardplan.export;

import java.util.ArrayList;
import java.util.List;
import org.shardplan.export.Export.File;
import org.shardplan.layout.GradientPrecision;
import org.shardplan.layout.Layout;
import org.shardplan.layout.Mesh;
import org.shardplan.layout.OptimizerPrecision;
import org.shardplan.layout.Precision;
import org.shardplan.layout.Recomputation;
import org.shardplan.layout.StateSharding;
import org.shardplan.layout.ZeroStage;

/** Hugging Face Accelerate: its YAML with FSDP2, and a script that starts the user's own program with it. */
final class Accelerate {

    static final String CONFIG = "accelerate.yaml";

    private final TrainingPlan plan;
    private final Settings top = new Settings();
    private final Settings fsdp = new Settings();
    private final Settings parallelism = new Settings();

    private Accelerate(TrainingPlan plan) {
        this.plan = plan;
    }

    static Export export(TrainingPlan plan) {
        Accelerate accelerate = new Accelerate(plan);
        accelerate.write();
        Settings settings = accelerate.top;
        List<File> files = new ArrayList<>(new Launch(plan, Target.ACCELERATE, settings).command(List.of(), List.of(
                "exec accelerate launch", "--config_file " + CONFIG, "--machine_rank \"$NODE_RANK\"",
                "--main_process_ip \"$MASTER_ADDR\"", "--main_process_port \"$MASTER_PORT\"",
                "\"${PROGRAM:?the training program}\"", Launch.OWN)));
        files.add(new File(CONFIG, accelerate.yaml(Header.of(plan, Target.ACCELERATE, settings))));
        return new Export(files, settings.gaps());
    }

    private void write() {
        Layout layout = plan.layout();
        Precision precision = layout.execution().precision();
        boolean shards = layout.states().zeroStage() != ZeroStage.NONE || !isPlain(plan.mesh());
        top.set("compute_environment", "LOCAL_MACHINE");
        top.set("distributed_type", shards ? "FSDP" : "MULTI_GPU");
        top.set("mixed_precision", precision == Precision.NVFP4 ? Precision.BF16 : precision);
        top.set("num_machines", plan.nodes());
        top.set("num_processes", plan.mesh().gpus());
        if (shards) {
            sharding(layout);
            mesh(plan.mesh());
        }
        gaps(layout);
        stateGaps(layout.states());
    }

    private static boolean isPlain(Mesh mesh) {
        return mesh.tensor() == 1 && mesh.context() == 1;
    }

    private void sharding(Layout layout) {
        fsdp.set("fsdp_version", 2);
        fsdp.set("fsdp_reshard_after_forward", layout.states().zeroStage().shardsWeights());
        fsdp.set("fsdp_auto_wrap_policy", "TRANSFORMER_BASED_WRAP");
        fsdp.set("fsdp_state_dict_type", "SHARDED_STATE_DICT");
        fsdp.set("fsdp_offload_params", false);
        fsdp.set("fsdp_activation_checkpointing", layout.recomputation().kind() != Recomputation.Kind.NONE);
    }

    private void mesh(Mesh mesh) {
        parallelism.set("parallelism_config_dp_replicate_size", 1);
        parallelism.set("parallelism_config_dp_shard_size", mesh.data());
        parallelism.set("parallelism_config_cp_size", mesh.context());
        parallelism.set("parallelism_config_tp_size", mesh.tensor());
    }

    private void gaps(Layout layout) {
        top.taskIf(true, "batches: the program must use per_device_train_batch_size " + layout.execution().microBatch()
                + ", gradient_accumulation_steps " + plan.training().microBatches(layout) + " and sequences of "
                + plan.training().sequenceLength() + " tokens.");
        top.gapIf(layout.recomputation().isSelective() || layout.recomputation().isPartial(),
                "recomputation of parts of the layers: all are recomputed.");
        top.gapIf(layout.execution().precision() == Precision.NVFP4, "nvfp4: Accelerate computes in bf16.");
        top.taskIf(layout.execution().precision() == Precision.FP8, "how to compute in fp8: add an fp8_config.");
        top.taskIf(plan.mesh().tensor() > 1, "sequence parallelism is for the model's tensor-parallel plan to decide.");
        top.gapIf(plan.training().isFrozen(), "low-rank adapters: the program must add them.");
    }

    private void stateGaps(StateSharding states) {
        boolean weaker = states.zeroStage() == ZeroStage.OPTIMIZER || states.zeroStage() == ZeroStage.NONE
                && !isPlain(plan.mesh());
        top.gapIf(weaker, "ZeRO-" + states.zeroStage().number()
                + ": FSDP2 shards gradients and optimizer state (ZeRO-2).");
        top.gapIf(states.offloaded(),
                "the optimizer alone in host memory: fsdp_offload_params moves weights and gradients too.");
        top.gapIf(states.optimizer() == OptimizerPrecision.EIGHT_BIT,
                "8-bit optimizer state: the program must bring such an optimizer.");
        top.gapIf(states.gradients() != GradientPrecision.FP32, "gradients in " + states.gradients().label() + ".");
    }

    private String yaml(List<String> comments) {
        StringBuilder text = new StringBuilder();
        comments.forEach(comment -> text.append("# ").append(comment).append("\n"));
        top.values().forEach((name, value) -> text.append(name).append(": ").append(value).append("\n"));
        section("fsdp_config", fsdp, text);
        section("parallelism_config", parallelism, text);
        return text.toString();
    }

    private static void section(String name, Settings settings, StringBuilder text) {
        if (!settings.values().isEmpty()) {
            text.append(name).append(":\n");
            settings.values().forEach((key, value) ->
                    text.append("  ").append(key).append(": ").append(value).append("\n"));
        }
    }
}
