package org.shardplan.io.layout;

import java.util.Map;
import java.util.Optional;
import org.shardplan.io.json.Findings;
import org.shardplan.io.json.JsonValue;
import org.shardplan.io.json.JsonValue.JsonNumber;
import org.shardplan.io.json.JsonValue.JsonObject;
import org.shardplan.io.json.JsonValue.Member;
import org.shardplan.io.json.Sentence;
import org.shardplan.problem.Problem;

/**
 * A DeepSpeed configuration as a layout.
 *
 * <p>Source: deepspeed.ai/docs/config-json. Activation checkpointing is switched on in the model's code, not here.
 */
final class DeepSpeedConfig {

    private final LaunchSettings settings;
    private final Problem problem;

    private DeepSpeedConfig(LaunchSettings settings, Problem problem) {
        this.settings = settings;
        this.problem = problem;
    }

    /** Whether a JSON object looks like a DeepSpeed configuration. */
    static boolean isOne(JsonObject root) {
        return root.members().keySet().stream().anyMatch(name -> name.equals("zero_optimization")
                || name.equals("train_micro_batch_size_per_gpu") || name.equals("train_batch_size")
                || name.equals("gradient_accumulation_steps"));
    }

    static JsonObject layout(JsonObject root, Findings findings, Problem problem) {
        LaunchSettings settings = new LaunchSettings(findings);
        flatten("", root, settings);
        return new DeepSpeedConfig(settings, problem).layout();
    }

    private static void flatten(String path, JsonObject object, LaunchSettings settings) {
        for (Map.Entry<String, Member> entry : object.members().entrySet()) {
            String name = path + entry.getKey();
            if (entry.getValue().value() instanceof JsonObject nested) {
                flatten(name + ".", nested, settings);
            } else {
                settings.add(name, entry.getValue().key(), entry.getValue().value());
            }
        }
    }

    private JsonObject layout() {
        settings.mustBe("train_batch_size", problem.training().globalBatch(), "the problem's globalBatch");
        settings.decideNumber(LayoutKey.TENSOR, "tensor_parallel.autotp_size");
        settings.decideNumber(LayoutKey.PIPELINE, "pipeline.stages");
        settings.decide(LayoutKey.SEQUENCE_PARALLEL, false);
        settings.decideNumber(LayoutKey.MICRO_BATCH, "train_micro_batch_size_per_gpu");
        settings.number("gradient_accumulation_steps", 1).ifPresent(this::replicas);
        settings.decideZero(settings.number("zero_optimization.stage", 0).map(stage -> (int) stage.value()).orElse(0));
        offload();
        precision();
        return settings.object();
    }

    /** Batch = micro-batch · accumulation steps · replicas. */
    private void replicas(JsonNumber steps) {
        long together = (long) steps.value() * settings.decided(LayoutKey.MICRO_BATCH);
        int batch = problem.training().globalBatch();
        if (batch % together == 0) {
            settings.decide(LayoutKey.DATA, batch / together);
        } else {
            settings.reject(steps, Sentence.must("gradient_accumulation_steps", steps.text(), "divide, together with"
                    + " the micro-batch (" + settings.decided(LayoutKey.MICRO_BATCH) + "), the problem's globalBatch ("
                    + batch + ")", ""));
        }
    }

    private void offload() {
        Optional<JsonValue> parameters = settings.take("zero_optimization.offload_param.device");
        parameters.filter(device -> !device.shown().contains("none")).ifPresent(device -> settings.reject(device,
                "The weights must stay on the GPUs: offloaded weights are not modelled."));
        String device = settings.word("zero_optimization.offload_optimizer.device");
        if (!device.isEmpty()) {
            settings.decide(LayoutKey.OFFLOAD, !device.equals("none"));
        }
    }

    private void precision() {
        boolean bf16 = settings.isOn("bf16.enabled") || settings.isOn("bfloat16.enabled");
        Optional<JsonValue> given = settings.take("fp16.enabled");
        boolean fp16 = given.isPresent() && given.get().shown().equals("true");
        if (bf16 && fp16) {
            settings.reject(given.get(), "The settings bf16.enabled and fp16.enabled must not both be true.");
        } else if (bf16 || fp16) {
            settings.decide(LayoutKey.PRECISION, bf16 ? "bf16" : "fp16");
        }
        String gradients = settings.word("communication_data_type");
        if (gradients.startsWith("bf") || gradients.equals("fp32")) {
            settings.decide(LayoutKey.GRADIENTS, gradients.equals("fp32") ? "fp32" : "bf16");
        }
    }
}
