package org.shardplan.export;

import org.shardplan.layout.GradientPrecision;
import org.shardplan.layout.Mesh;
import org.shardplan.layout.OptimizerPrecision;
import org.shardplan.layout.Precision;
import org.shardplan.layout.Recomputation;
import org.shardplan.layout.Schedule;
import org.shardplan.layout.StateSharding;
import org.shardplan.pipeline.StageSplit;
import org.shardplan.problem.MixtureOfExperts;

/**
 * A layout as Megatron-LM's arguments.
 *
 * @param plan the plan
 * @param settings where they go
 */
record MegatronLayout(TrainingPlan plan, Settings settings) {

    void write() {
        mesh(plan.mesh());
        pipeline(plan.layout().schedule());
        settings.set("micro-batch-size", plan.layout().execution().microBatch());
        settings.set("global-batch-size", plan.training().globalBatch());
        settings.onIf(plan.layout().execution().sequenceParallel() && plan.mesh().tensor() > 1, "sequence-parallel");
        recomputation(plan.layout().recomputation());
        states(plan.layout().states());
        overlap(plan.layout().states());
        precision(plan.layout().execution().precision());
        settings.gapIf(plan.training().isFrozen(), "low-rank adapters: Megatron-LM's arguments train all weights.");
    }

    private void precision(Precision precision) {
        settings.on(precision == Precision.FP16 ? "fp16" : "bf16");
        settings.setIf(precision == Precision.FP8, "fp8-format", "hybrid");
        settings.setIf(precision == Precision.NVFP4, "fp4-format", "e2m1");
        settings.setIf(precision == Precision.NVFP4, "fp4-recipe", "nvfp4");
    }

    private void mesh(Mesh mesh) {
        settings.set("tensor-model-parallel-size", mesh.tensor());
        settings.set("pipeline-model-parallel-size", mesh.pipeline());
        settings.set("context-parallel-size", mesh.context());
        if (plan.model().feedForward() instanceof MixtureOfExperts) {
            settings.set("expert-model-parallel-size", mesh.expert());
            settings.set("expert-tensor-parallel-size", mesh.expertTensor());
            settings.gapIf(mesh.expert() > 1 && plan.layout().execution().precision() == Precision.FP16,
                    "experts over " + mesh.expert() + " ranks in fp16: Megatron-LM refuses expert parallelism in it.");
        }
    }

    /** Layers that do not divide evenly are dealt out one by one. */
    private void pipeline(Schedule schedule) {
        int stages = plan.mesh().pipeline() * schedule.chunks();
        settings.gapIf(schedule.kind() == Schedule.Kind.ZERO_BUBBLE_H1,
                "the zero-bubble-h1 schedule: Megatron-LM runs 1F1B.");
        if (plan.model().layers() % stages != 0) {
            settings.set("pipeline-model-parallel-layout", layers(schedule.chunks()));
        } else if (schedule.chunks() > 1) {
            settings.set("num-virtual-stages-per-pipeline-rank", schedule.chunks());
        }
    }

    /** Embedding, layers and loss of every virtual stage. */
    private String layers(int chunks) {
        StringBuilder layout = new StringBuilder("E");
        String bar = "";
        for (int layers : StageSplit.virtualStages(plan.model(), plan.mesh().pipeline(), chunks)) {
            layout.append(bar).append("t".repeat(layers));
            bar = "|";
        }
        return layout.append("L").toString();
    }

    private void recomputation(Recomputation recomputation) {
        int chunks = plan.layout().schedule().chunks();
        settings.setIf(recomputation.kind() != Recomputation.Kind.NONE, "recompute-granularity", recomputation.kind());
        if (recomputation.kind() == Recomputation.Kind.FULL) {
            settings.set("recompute-method", recomputation.isPartial() ? "block" : "uniform");
            settings.set("recompute-num-layers",
                    recomputation.isPartial() ? (recomputation.layers() + chunks - 1) / chunks : 1);
            settings.gapIf(recomputation.isPartial() && recomputation.layers() % chunks != 0, "recomputation of "
                    + recomputation.layers() + " layers a stage: every chunk recomputes the same, rounded up.");
        }
    }

    /** What is hidden behind compute has to be asked for. */
    private void overlap(StateSharding states) {
        boolean replicated = plan.mesh().replicas() > 1;
        settings.onIf(replicated, "overlap-grad-reduce");
        settings.onIf(replicated && states.zeroStage().shardsOptimizer(), "overlap-param-gather");
    }

    private void states(StateSharding states) {
        boolean fullyShards = states.zeroStage().shardsGradients();
        settings.onIf(states.zeroStage().shardsOptimizer(), "use-distributed-optimizer");
        settings.onIf(fullyShards, "use-megatron-fsdp");
        settings.setIf(fullyShards, "data-parallel-sharding-strategy",
                states.zeroStage().shardsWeights() ? "optim_grads_params" : "optim_grads");
        settings.setIf(fullyShards, "ckpt-format", "fsdp_dtensor");
        boolean smallMoments = states.optimizer() == OptimizerPrecision.EIGHT_BIT;
        settings.onIf(states.offloaded(), "optimizer-cpu-offload");
        settings.onIf(states.offloaded() || smallMoments, "use-precision-aware-optimizer");
        settings.setIf(smallMoments, "exp-avg-dtype", "fp8");
        settings.setIf(smallMoments, "exp-avg-sq-dtype", "fp8");
        boolean half = plan.layout().execution().precision() == Precision.FP16;
        settings.onIf(states.gradients() == GradientPrecision.BF16 && !half, "grad-reduce-in-bf16");
        settings.onIf(states.gradients() == GradientPrecision.FP32 && half, "accumulate-allreduce-grads-in-fp32");
        settings.gapIf((states.offloaded() || smallMoments) && !states.zeroStage().shardsOptimizer(),
                "offloaded or 8-bit optimizer state without --use-distributed-optimizer.");
        settings.gapIf(states.gradients() == GradientPrecision.EIGHT_BIT, "gradients in 8 bit: they travel in fp32.");
    }
}
