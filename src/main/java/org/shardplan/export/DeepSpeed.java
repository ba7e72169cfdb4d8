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
import org.shardplan.layout.Schedule;
import org.shardplan.layout.StateSharding;

/** DeepSpeed: its JSON and a script that starts the user's own program with it. */
final class DeepSpeed {

    static final String CONFIG = "deepspeed.json";

    private final TrainingPlan plan;
    private final Settings settings = new Settings();

    private DeepSpeed(TrainingPlan plan) {
        this.plan = plan;
    }

    static Export export(TrainingPlan plan) {
        DeepSpeed deepSpeed = new DeepSpeed(plan);
        deepSpeed.write();
        Settings settings = deepSpeed.settings;
        List<File> files = new ArrayList<>(new Launch(plan, Target.DEEPSPEED, settings).torchrun(List.of(), List.of(
                "\"${PROGRAM:?the training program}\"", "--deepspeed_config " + CONFIG, Launch.OWN)));
        files.add(new File(CONFIG, JsonLines.of(settings.values())));
        return new Export(files, settings.gaps());
    }

    private void write() {
        Layout layout = plan.layout();
        Mesh mesh = plan.mesh();
        settings.set("train_batch_size", plan.training().globalBatch());
        settings.set("train_micro_batch_size_per_gpu", layout.execution().microBatch());
        settings.set("gradient_accumulation_steps", plan.training().microBatches(layout));
        settings.set("zero_optimization.stage", layout.states().zeroStage().number());
        settings.setIf(layout.states().offloaded(), "zero_optimization.offload_optimizer.device", "cpu");
        settings.setIf(mesh.tensor() > 1, "tensor_parallel.autotp_size", mesh.tensor());
        settings.setIf(mesh.pipeline() > 1, "pipeline.stages", mesh.pipeline());
        precision(layout.execution().precision(), layout.states().gradients());
        meshGaps(mesh);
        gaps(layout);
        stateGaps(layout.states());
    }

    private void precision(Precision precision, GradientPrecision gradients) {
        settings.set(precision == Precision.FP16 ? "fp16.enabled" : "bf16.enabled", "true");
        settings.gapIf(precision.isCast(),
                precision.label() + ": the JSON knows bf16; convert the layers in the program.");
        settings.setIf(gradients != GradientPrecision.EIGHT_BIT, "communication_data_type", gradients);
        settings.gapIf(gradients == GradientPrecision.EIGHT_BIT, "gradients in 8 bit (ZeRO++ has them in 4).");
    }

    private void meshGaps(Mesh mesh) {
        settings.taskIf(mesh.pipeline() > 1, "the pipeline: the program must build a PipelineModule with num_stages="
                + mesh.pipeline() + plan.stageWords() + ".");
        settings.gapIf(mesh.context() > 1, "context parallelism of " + mesh.context()
                + ": the program must set up sequence parallelism (Ulysses).");
        settings.gapIf(mesh.expert() > 1 || mesh.expertTensor() > 1, "experts over " + mesh.expert() + " · "
                + mesh.expertTensor() + " ranks: the program must give its MoE layers this ep_size.");
    }

    private void gaps(Layout layout) {
        plan.recomputationGap().ifPresent(settings::gap);
        settings.gapIf(layout.recomputation().kind() != Recomputation.Kind.NONE, layout.recomputation().kind().label()
                + " recomputation: the program must checkpoint its layers.");
        settings.gapIf(layout.schedule().kind() != Schedule.Kind.ONE_F_ONE_B, "the " + layout.schedule().kind().label()
                + " schedule: DeepSpeed runs 1F1B.");
        settings.gapIf(layout.execution().sequenceParallel() && plan.mesh().tensor() > 1,
                "sequence parallelism: tensor parallelism without it takes more memory.");
    }

    private void stateGaps(StateSharding states) {
        settings.gapIf(states.offloaded() && !states.zeroStage().shardsOptimizer(),
                "the optimizer in host memory without ZeRO: DeepSpeed offloads from ZeRO-1 on.");
        settings.gapIf(states.optimizer() == OptimizerPrecision.EIGHT_BIT,
                "8-bit optimizer state: the program must bring such an optimizer.");
        settings.gapIf(plan.mesh().pipeline() > 1 && states.zeroStage().shardsGradients(),
                "ZeRO-" + states.zeroStage().number() + " with a pipeline: DeepSpeed allows ZeRO-1 at most.");
        settings.gapIf(plan.training().isFrozen(), "low-rank adapters: the program must add them.");
    }
}
