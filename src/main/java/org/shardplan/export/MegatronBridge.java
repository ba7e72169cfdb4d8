package org.shardplan.export;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.shardplan.layout.GradientPrecision;
import org.shardplan.layout.Layout;
import org.shardplan.layout.OptimizerPrecision;
import org.shardplan.layout.Precision;

/** Megatron-Bridge (NeMo): a script with overrides of a recipe, which brings the model itself. */
final class MegatronBridge {

    /** Megatron-LM's argument and the override that stands for it. */
    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("tensor-model-parallel-size", "model.tensor_model_parallel_size"),
            Map.entry("pipeline-model-parallel-size", "model.pipeline_model_parallel_size"),
            Map.entry("pipeline-model-parallel-layout", "model.pipeline_model_parallel_layout"),
            Map.entry("num-virtual-stages-per-pipeline-rank", "model.virtual_pipeline_model_parallel_size"),
            Map.entry("context-parallel-size", "model.context_parallel_size"),
            Map.entry("expert-model-parallel-size", "model.expert_model_parallel_size"),
            Map.entry("expert-tensor-parallel-size", "model.expert_tensor_parallel_size"),
            Map.entry("sequence-parallel", "model.sequence_parallel"),
            Map.entry("recompute-granularity", "model.recompute_granularity"),
            Map.entry("recompute-method", "model.recompute_method"),
            Map.entry("recompute-num-layers", "model.recompute_num_layers"),
            Map.entry("micro-batch-size", "train.micro_batch_size"),
            Map.entry("global-batch-size", "train.global_batch_size"),
            Map.entry("train-iters", "train.train_iters"),
            Map.entry("use-distributed-optimizer", "ddp.use_distributed_optimizer"),
            Map.entry("use-megatron-fsdp", "ddp.use_megatron_fsdp"),
            Map.entry("data-parallel-sharding-strategy", "ddp.data_parallel_sharding_strategy"),
            Map.entry("ckpt-format", "checkpoint.ckpt_format"),
            Map.entry("optimizer-cpu-offload", "optimizer.optimizer_cpu_offload"),
            Map.entry("use-precision-aware-optimizer", "optimizer.use_precision_aware_optimizer"));

    private MegatronBridge() {
    }

    static Export export(TrainingPlan plan) {
        Settings settings = settings(plan);
        List<String> program = new ArrayList<>(List.of("scripts/training/run_recipe.py", "--recipe \"$RECIPE\"",
                "\"$@\""));
        settings.values().forEach((name, value) -> program.add(ShellWord.quoted(name + "=" + value)));
        List<String> environment =
                List.of(": \"${RECIPE:?name the recipe of the model, such as llama3_8b_pretrain_config}\"");
        return new Export(new Launch(plan, Target.MEGATRON_BRIDGE, settings).torchrun(environment, program),
                settings.gaps());
    }

    static Settings settings(TrainingPlan plan) {
        Settings settings = new Settings();
        Megatron.settings(plan).values().forEach((name, value) -> settings.setIf(NAMES.containsKey(name),
                NAMES.getOrDefault(name, ""), value.isEmpty() ? "true" : value));
        int length = plan.training().sequenceLength();
        settings.set("model.seq_length", length);
        settings.set("dataset.seq_length", length);
        settings.set("mixed_precision", precision(plan.layout().execution().precision()));
        unsaid(plan, settings);
        return settings;
    }

    private static void unsaid(TrainingPlan plan, Settings settings) {
        Layout layout = plan.layout();
        settings.setIf(layout.states().zeroStage().shardsGradients(), "dist.use_megatron_fsdp", "true");
        settings.taskIf(true, "the model is the recipe's: RECIPE must be one of " + plan.model().name() + ".");
        Settings megatron = new Settings();
        new MegatronLayout(plan, megatron).write();
        megatron.gaps().forEach(gap -> settings.gapIf(true, gap));
        settings.gapIf(layout.states().gradients() == GradientPrecision.BF16,
                "gradients in bf16: set grad_reduce_in_fp32=False in the recipe's MixedPrecisionConfig.");
        settings.gapIf(layout.states().optimizer() == OptimizerPrecision.EIGHT_BIT,
                "8-bit optimizer state: set exp_avg_dtype and exp_avg_sq_dtype in the recipe's OptimizerConfig.");
    }

    private static String precision(Precision precision) {
        return switch (precision) {
            case BF16 -> "bf16_mixed";
            case FP16 -> "16-mixed";
            case FP8 -> "bf16_with_fp8_delayed_scaling_mixed";
        };
    }
}
