package org.shardplan.export;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.shardplan.layout.GradientPrecision;
import org.shardplan.layout.Layout;
import org.shardplan.layout.OptimizerPrecision;
import org.shardplan.layout.Precision;
import org.shardplan.layout.StateSharding;

/** Megatron-Bridge (NeMo): a script with overrides of a recipe, which brings the model itself. */
final class MegatronBridge {

    /** What Megatron-LM's arguments are called in a recipe. */
    private static final List<BridgeOverride> OVERRIDES = List.of(
            BridgeOverride.of("tensor-model-parallel-size", "model.tensor_model_parallel_size"),
            BridgeOverride.of("pipeline-model-parallel-size", "model.pipeline_model_parallel_size"),
            BridgeOverride.reset("pipeline-model-parallel-layout", "model.pipeline_model_parallel_layout", "null"),
            BridgeOverride.reset("num-virtual-stages-per-pipeline-rank", "model.virtual_pipeline_model_parallel_size",
                    "null"),
            BridgeOverride.of("context-parallel-size", "model.context_parallel_size"),
            BridgeOverride.of("expert-model-parallel-size", "model.expert_model_parallel_size"),
            BridgeOverride.of("expert-tensor-parallel-size", "model.expert_tensor_parallel_size"),
            BridgeOverride.reset("sequence-parallel", "model.sequence_parallel", "false"),
            BridgeOverride.reset("recompute-granularity", "model.recompute_granularity", "null"),
            BridgeOverride.reset("recompute-method", "model.recompute_method", "null"),
            BridgeOverride.reset("recompute-num-layers", "model.recompute_num_layers", "null"),
            BridgeOverride.of("micro-batch-size", "train.micro_batch_size"),
            BridgeOverride.of("global-batch-size", "train.global_batch_size"),
            BridgeOverride.of("train-iters", "train.train_iters"),
            BridgeOverride.reset("use-distributed-optimizer", "ddp.use_distributed_optimizer", "false"),
            BridgeOverride.reset("use-distributed-optimizer", "optimizer.use_distributed_optimizer", "false"),
            BridgeOverride.reset("use-megatron-fsdp", "ddp.use_megatron_fsdp", "false"),
            BridgeOverride.reset("use-megatron-fsdp", "dist.use_megatron_fsdp", "false"),
            BridgeOverride.of("data-parallel-sharding-strategy", "ddp.data_parallel_sharding_strategy"),
            BridgeOverride.of("ckpt-format", "checkpoint.ckpt_format"),
            BridgeOverride.reset("optimizer-cpu-offload", "optimizer.optimizer_cpu_offload", "false"));

    private MegatronBridge() {
    }

    static Export export(TrainingPlan plan) {
        Settings settings = settings(plan);
        List<String> program = new ArrayList<>(List.of("scripts/training/run_recipe.py", "--recipe \"$RECIPE\""));
        settings.values().forEach((name, value) -> program.add(ShellWord.quoted(name + "=" + value)));
        program.add(Launch.OWN);
        List<String> environment =
                List.of(": \"${RECIPE:?name the recipe of the model, such as llama3_8b_pretrain_config}\"",
                        Launch.OWN_WINS);
        return new Export(new Launch(plan, Target.MEGATRON_BRIDGE, settings).torchrun(environment, program),
                settings.gaps());
    }

    static Settings settings(TrainingPlan plan) {
        Settings settings = new Settings();
        Map<String, String> arguments = Megatron.settings(plan).values();
        OVERRIDES.forEach(override -> override.value(arguments)
                .ifPresent(value -> settings.set(override.name(), value)));
        states(plan.layout().states(), settings);
        int length = plan.training().sequenceLength();
        settings.set("model.seq_length", length);
        settings.set("dataset.seq_length", length);
        settings.set("mixed_precision", precision(plan.layout().execution().precision()));
        unsaid(plan, settings);
        return settings;
    }

    /** What Megatron-LM's arguments have as a default and a recipe has not. */
    private static void states(StateSharding states, Settings settings) {
        settings.setIf(states.zeroStage().shardsGradients(), "ddp.average_in_collective", "false");
        settings.setIf(states.offloaded(), "optimizer.optimizer_offload_fraction", "1.0");
    }

    private static void unsaid(TrainingPlan plan, Settings settings) {
        Layout layout = plan.layout();
        settings.taskIf(true, "the model is the recipe's: RECIPE must be one of " + plan.model().name() + ".");
        Settings megatron = new Settings();
        new MegatronLayout(plan, megatron).write();
        megatron.gaps().forEach(gap -> settings.gapIf(true, gap));
        gradients(layout, settings);
        settings.gapIf(layout.execution().precision() == Precision.FP8, "16-bit weights beside those in fp8: "
                + precision(Precision.FP8)
                + " gathers and keeps them in fp8 alone, 2 bytes a weight less than planned.");
        settings.gapIf(layout.states().optimizer() == OptimizerPrecision.EIGHT_BIT,
                "8-bit optimizer state: set exp_avg_dtype and exp_avg_sq_dtype in the recipe's OptimizerConfig.");
    }

    /** Which precision gradients travel in is part of the precision recipe. */
    private static void gradients(Layout layout, Settings settings) {
        boolean half = layout.execution().precision() == Precision.FP16;
        GradientPrecision wanted = layout.states().gradients();
        settings.gapIf(wanted == GradientPrecision.BF16,
                "gradients in bf16: set grad_reduce_in_fp32=False in the recipe's MixedPrecisionConfig.");
        settings.gapIf(half && wanted == GradientPrecision.FP32,
                "gradients in fp32: fp16_mixed reduces them in fp16; set grad_reduce_in_fp32=True in a copy of it.");
    }

    private static String precision(Precision precision) {
        return switch (precision) {
            case BF16 -> "bf16_mixed";
            case FP16 -> "fp16_mixed";
            case FP8 -> "bf16_with_fp8_delayed_scaling_mixed";
            case NVFP4 -> "bf16_with_nvfp4_mixed";
        };
    }
}
