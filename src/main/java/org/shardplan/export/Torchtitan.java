package org.shardplan.export;

import java.util.ArrayList;
import java.util.List;
import org.shardplan.export.Export.File;
import org.shardplan.layout.Execution;
import org.shardplan.layout.GradientPrecision;
import org.shardplan.layout.Layout;
import org.shardplan.layout.Mesh;
import org.shardplan.layout.OptimizerPrecision;
import org.shardplan.layout.Precision;
import org.shardplan.layout.Recomputation;
import org.shardplan.layout.Schedule;
import org.shardplan.layout.StateSharding;
import org.shardplan.layout.ZeroStage;
import org.shardplan.problem.MixtureOfExperts;

/** torchtitan: the tables of its TOML that decide the layout, and a script that starts it with them. */
final class Torchtitan {

    static final String CONFIG = "torchtitan.toml";

    private final TrainingPlan plan;
    private final Settings settings = new Settings();

    private Torchtitan(TrainingPlan plan) {
        this.plan = plan;
    }

    static Export export(TrainingPlan plan) {
        Torchtitan titan = new Torchtitan(plan);
        titan.write();
        Settings settings = titan.settings;
        List<File> files = new ArrayList<>(new Launch(plan, Target.TORCHTITAN, settings).torchrun(
                List.of(Launch.OWN_WINS), List.of("-m torchtitan.train", "--job.config_file " + CONFIG, Launch.OWN)));
        files.add(new File(CONFIG, TomlLines.of(Header.of(plan, Target.TORCHTITAN, settings), settings.values())));
        return new Export(files, settings.gaps());
    }

    private void write() {
        Layout layout = plan.layout();
        training(layout);
        mesh(plan.mesh());
        sharding(plan.mesh(), layout.states().zeroStage());
        schedule(layout.schedule());
        recomputation(layout.recomputation());
        precision(layout.execution());
        states(layout.states());
        settings.taskIf(true, "model, data and optimizer are not part of the plan: add them to the tables.");
        settings.gapIf(plan.training().isFrozen(), "low-rank adapters: torchtitan trains all weights.");
    }

    /** With a pipeline the local batch is a whole step, which the pipeline cuts up. */
    private void training(Layout layout) {
        boolean pipelined = plan.mesh().pipeline() > 1;
        int batch = plan.training().globalBatch();
        settings.set("training.seq_len", plan.training().sequenceLength());
        settings.set("training.global_batch_size", batch);
        settings.set("training.local_batch_size",
                pipelined ? batch / plan.mesh().data() : layout.execution().microBatch());
        settings.setIf(pipelined, "parallelism.pipeline_parallel_microbatch_size", layout.execution().microBatch());
        plan.training().tokens().ifPresent(tokens -> settings.set("training.steps",
                (long) Math.ceil(tokens / plan.training().tokensPerStep())));
    }

    private void mesh(Mesh mesh) {
        settings.set("parallelism.tensor_parallel_degree", mesh.tensor());
        settings.set("parallelism.pipeline_parallel_degree", mesh.pipeline());
        settings.set("parallelism.context_parallel_degree", mesh.context());
        if (plan.model().feedForward() instanceof MixtureOfExperts) {
            settings.set("parallelism.expert_parallel_degree", mesh.expert());
            settings.setIf(mesh.expertTensor() > 1, "parallelism.expert_tensor_parallel_degree", mesh.expertTensor());
            expertGaps(mesh);
        }
    }

    /** Newer versions take the degree, which counts beside expert parallelism only; the one checked has none. */
    private void expertGaps(Mesh mesh) {
        boolean whole = mesh.expertTensor() == 1 && mesh.expert() > 1;
        settings.gapIf(!whole && mesh.expertTensor() != mesh.tensor(), "experts over " + mesh.expertTensor()
                + " tensor ranks: torchtitan splits them over tp, or over 1 beside expert parallelism.");
        settings.taskIf(mesh.tensor() > 1, "parallelism.expert_tensor_parallel_degree is newer than the version named"
                + " above; without it experts are split over tp.");
        int borrowed = mesh.context() * (mesh.expertTensor() == mesh.tensor() ? 1 : mesh.tensor());
        int sharing = (replicates() ? 1 : mesh.data()) * borrowed;
        settings.gapIf(mesh.expert() > 1 && (mesh.expert() % borrowed > 0 || sharing % mesh.expert() > 0),
                "experts over " + mesh.expert() + " ranks: torchtitan wants a multiple of " + borrowed
                + " that divides " + sharing + ", the ranks that share weights.");
    }

    /** Sharded data parallelism covers context ranks too, so with them there is no way not to shard. */
    private void sharding(Mesh mesh, ZeroStage stage) {
        settings.set("parallelism.data_parallel_replicate_degree", replicates() ? mesh.data() : 1);
        settings.set("parallelism.data_parallel_shard_degree", replicates() ? 1 : mesh.data());
        settings.set("parallelism.fsdp_reshard_after_forward", stage.shardsWeights() ? "always" : "never");
        boolean unsharded = mesh.replicas() == 1;
        settings.gapIf(!replicates() && !unsharded && !stage.shardsGradients(), "ZeRO-" + stage.number()
                + ": torchtitan shards gradients and optimizer state (ZeRO-2).");
    }

    private boolean replicates() {
        return plan.layout().states().zeroStage() == ZeroStage.NONE && plan.mesh().context() == 1;
    }

    private void schedule(Schedule schedule) {
        if (plan.mesh().pipeline() == 1) {
            return;
        }
        int stages = plan.mesh().pipeline() * schedule.chunks();
        boolean even = plan.model().layers() % stages == 0;
        settings.set("parallelism.pipeline_parallel_schedule", switch (schedule.kind()) {
            case ONE_F_ONE_B -> "1F1B";
            case INTERLEAVED -> "Interleaved1F1B";
            case ZERO_BUBBLE_H1 -> "ZBVZeroBubble";
        });
        settings.gapIf(schedule.kind() == Schedule.Kind.ZERO_BUBBLE_H1,
                "the zero-bubble-h1 schedule: ZBVZeroBubble is the nearest, with two chunks a rank.");
        settings.gapIf(!even, plan.model().layers() + " layers over " + stages + " stages: torchtitan splits them its"
                + " own way; list module_fqns_per_model_part.");
        if (even && schedule.kind() != Schedule.Kind.ZERO_BUBBLE_H1) {
            settings.set("parallelism.pipeline_parallel_layers_per_stage", plan.model().layers() / stages);
            settings.set("parallelism.pipeline_parallel_first_stage_less_layers", 0);
            settings.set("parallelism.pipeline_parallel_last_stage_less_layers", 0);
        }
    }

    private void recomputation(Recomputation recomputation) {
        settings.set("activation_checkpoint.mode", recomputation.kind());
        settings.setIf(recomputation.isSelective(), "activation_checkpoint.selective_ac_option", "op");
        settings.gapIf(recomputation.isSelective(),
                "recomputation of the attention core only: option op saves matrix products and recomputes the rest.");
        settings.gapIf(recomputation.isPartial(), "recomputation of " + recomputation.layers()
                + " layers a stage: all are recomputed.");
    }

    private void precision(Execution execution) {
        settings.set("training.mixed_precision_param", "bfloat16");
        settings.setIf(execution.precision() == Precision.FP8, "model.converters", "[\"float8\"]");
        settings.gapIf(execution.precision() == Precision.FP16, "fp16: torchtitan computes in bf16.");
        settings.gapIf(execution.precision() == Precision.NVFP4, "nvfp4: this version of torchtitan has no converter"
                + " for it (one was merged in August 2026, pytorch/torchtitan#3914).");
        settings.gapIf(plan.mesh().tensor() > 1 && !execution.sequenceParallel(),
                "tensor parallelism without sequence parallelism: torchtitan always has both.");
    }

    private void states(StateSharding states) {
        settings.gapIf(states.offloaded(), "the optimizer alone in host memory: training.enable_cpu_offload moves"
                + " weights and gradients too.");
        settings.gapIf(states.optimizer() == OptimizerPrecision.EIGHT_BIT, "8-bit optimizer state.");
        settings.gapIf(states.gradients() != GradientPrecision.FP32, "gradients in " + states.gradients().label()
                + ": torchtitan reduces in fp32.");
    }
}
