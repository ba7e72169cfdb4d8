package org.shardplan.io.layout;

import java.util.Optional;
import org.shardplan.io.json.JsonValue;
import org.shardplan.io.json.JsonValue.JsonNumber;
import org.shardplan.io.json.JsonValue.JsonObject;
import org.shardplan.io.json.Sentence;
import org.shardplan.problem.Problem;

/**
 * A torchtitan job configuration as a layout.
 *
 * <p>Source: pytorch/torchtitan, torchtitan/config/job_config.py. Sharded data parallelism is FSDP2: ZeRO-3, or ZeRO-2
 * if weights are not given back after the forward pass. Tensor parallelism is always sequence-parallel.
 */
final class TorchtitanConfig {

    private final LaunchSettings settings;
    private final Problem problem;

    private TorchtitanConfig(LaunchSettings settings, Problem problem) {
        this.settings = settings;
        this.problem = problem;
    }

    static JsonObject layout(LaunchSettings settings, Problem problem) {
        return new TorchtitanConfig(settings, problem).layout();
    }

    private JsonObject layout() {
        settings.mustBe("training.seq_len", problem.training().sequenceLength(), "the problem's sequenceLength");
        settings.number("training.global_batch_size", -1).filter(batch -> batch.value() > 0
                && (int) batch.value() != problem.training().globalBatch()).ifPresent(batch -> settings.reject(batch,
                        Sentence.must("training.global_batch_size", batch.text(), "be "
                                + problem.training().globalBatch() + ", the problem's globalBatch", "")));
        settings.decideNumber(LayoutKey.TENSOR, "parallelism.tensor_parallel_degree");
        settings.decideNumber(LayoutKey.PIPELINE, "parallelism.pipeline_parallel_degree");
        settings.decideNumber(LayoutKey.CONTEXT, "parallelism.context_parallel_degree");
        settings.decideNumber(LayoutKey.EXPERT, "parallelism.expert_parallel_degree");
        settings.decideNumber(LayoutKey.EXPERT_TENSOR, "parallelism.expert_tensor_parallel_degree");
        replicas();
        microBatch();
        schedule();
        recomputation();
        return settings.object();
    }

    private void replicas() {
        int replicated = settings.number("parallelism.data_parallel_replicate_degree", 1)
                .map(value -> (int) value.value()).orElse(1);
        Optional<JsonNumber> given = settings.number("parallelism.data_parallel_shard_degree", -1);
        int sharded = given.map(value -> (int) value.value()).orElse(-1);
        if (given.isPresent() && replicated > 1 && sharded != 1) {
            settings.reject(given.get(), "The data_parallel_shard_degree (" + sharded + ") must be 1 beside replicas ("
                    + replicated + "): shards within replicas are not modelled. Maybe shard over all.");
        }
        if (sharded > 0) {
            settings.decide(LayoutKey.DATA, (long) replicated * sharded);
        }
        boolean whole = sharded == 1 && settings.decided(LayoutKey.CONTEXT) == 1;
        settings.decide(LayoutKey.ZERO_STAGE, whole ? 0 : stage());
    }

    /** Unless told otherwise, weights are given back after the forward pass where there is no pipeline. */
    private int stage() {
        return switch (settings.word("parallelism.fsdp_reshard_after_forward")) {
            case "always" -> 3;
            case "never" -> 2;
            default -> settings.decided(LayoutKey.PIPELINE) > 1 ? 2 : 3;
        };
    }

    /** With a pipeline the local batch is cut up; without one it is the micro-batch. */
    private void microBatch() {
        Optional<JsonNumber> local = settings.number("training.local_batch_size", 1)
                .or(() -> settings.number("training.batch_size", 1));
        Optional<JsonNumber> cut = settings.number("parallelism.pipeline_parallel_microbatch_size", 1);
        if (settings.decided(LayoutKey.PIPELINE) > 1) {
            cut.ifPresent(value -> settings.decide(LayoutKey.MICRO_BATCH, value));
        } else {
            local.ifPresent(value -> settings.decide(LayoutKey.MICRO_BATCH, value));
        }
        settings.decide(LayoutKey.SEQUENCE_PARALLEL, settings.decided(LayoutKey.TENSOR) > 1);
    }

    private void schedule() {
        Optional<JsonValue> given = settings.take("parallelism.pipeline_parallel_schedule");
        Optional<JsonNumber> layers = settings.number("parallelism.pipeline_parallel_layers_per_stage", 1);
        settings.take("parallelism.pipeline_parallel_first_stage_less_layers");
        settings.take("parallelism.pipeline_parallel_last_stage_less_layers");
        int stages = settings.decided(LayoutKey.PIPELINE);
        if (given.isEmpty() || stages == 1) {
            return;
        }
        String name = given.get().shown().replace("\"", "");
        switch (name) {
            case "1F1B" -> settings.decide(LayoutKey.SCHEDULE, "1f1b");
            case "Interleaved1F1B" -> settings.decide(LayoutKey.INTERLEAVE, layers.map(each ->
                    Math.max(2, problem.model().layers() / (stages * (long) each.value()))).orElse(2L));
            case "ZBVZeroBubble", "InterleavedZeroBubble" -> settings.decide(LayoutKey.SCHEDULE, "zero-bubble-h1");
            default -> settings.reject(given.get(), Sentence.must("pipeline_parallel_schedule", name,
                    "be 1F1B, Interleaved1F1B or ZBVZeroBubble", ""));
        }
    }

    private void recomputation() {
        switch (settings.word("activation_checkpoint.mode")) {
            case "full" -> settings.decide(LayoutKey.RECOMPUTE, "full");
            case "selective" -> settings.decide(LayoutKey.RECOMPUTE, "selective");
            default -> { }
        }
        settings.take("activation_checkpoint.selective_ac_option");
        String converters = settings.word("model.converters");
        boolean bf16 = settings.word("training.mixed_precision_param").equals("bfloat16");
        if (converters.contains("float8") || bf16) {
            settings.decide(LayoutKey.PRECISION, converters.contains("float8") ? "fp8" : "bf16");
        }
    }
}
