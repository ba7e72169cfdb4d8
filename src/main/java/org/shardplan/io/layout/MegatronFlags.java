package org.shardplan.io.layout;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.shardplan.io.json.JsonValue;
import org.shardplan.io.json.JsonValue.JsonNumber;
import org.shardplan.io.json.JsonValue.JsonObject;
import org.shardplan.io.json.Sentence;
import org.shardplan.problem.MixtureOfExperts;
import org.shardplan.problem.Problem;

/**
 * Megatron-LM's arguments as a layout.
 *
 * <p>Source: NVIDIA/Megatron-LM, megatron/training/arguments.py. What is left out means what it means there: no
 * sequence parallelism, no distributed optimizer, no recomputation, experts split like the dense layers.
 */
final class MegatronFlags {

    private static final Pattern REPEATED = Pattern.compile("\\(([^)]*)\\)\\*([0-9]{1,4})");

    private final LaunchSettings settings;
    private final Problem problem;

    private MegatronFlags(LaunchSettings settings, Problem problem) {
        this.settings = settings;
        this.problem = problem;
    }

    static JsonObject layout(LaunchSettings settings, Problem problem) {
        return new MegatronFlags(settings, problem).layout();
    }

    private JsonObject layout() {
        settings.mustBe("global-batch-size", problem.training().globalBatch(), "the problem's globalBatch");
        settings.mustBe("seq-length", problem.training().sequenceLength(), "the problem's sequenceLength");
        settings.mustBe("num-layers", problem.model().layers(), "the model's layers");
        mesh();
        settings.decideNumber(LayoutKey.MICRO_BATCH, "micro-batch-size");
        settings.decide(LayoutKey.SEQUENCE_PARALLEL,
                settings.isOn("sequence-parallel") && settings.decided(LayoutKey.TENSOR) > 1);
        interleave();
        recomputation();
        states();
        precision();
        return settings.object();
    }

    private void mesh() {
        settings.decideNumber(LayoutKey.TENSOR, "tensor-model-parallel-size");
        settings.decideNumber(LayoutKey.PIPELINE, "pipeline-model-parallel-size");
        settings.decideNumber(LayoutKey.CONTEXT, "context-parallel-size");
        settings.decideNumber(LayoutKey.EXPERT, "expert-model-parallel-size");
        if (problem.model().feedForward() instanceof MixtureOfExperts) {
            settings.decide(LayoutKey.EXPERT_TENSOR, settings.decided(LayoutKey.TENSOR));
        }
        settings.decideNumber(LayoutKey.EXPERT_TENSOR, "expert-tensor-parallel-size");
        Optional<JsonNumber> nodes = settings.number("nnodes", 1);
        Optional<JsonNumber> perNode = settings.number("nproc-per-node", 1)
                .or(() -> settings.number("nproc_per_node", 1));
        if (nodes.isPresent() || perNode.isPresent()) {
            settings.decide(LayoutKey.GPUS, (long) (nodes.map(JsonNumber::value).orElse(1.0)
                    * perNode.map(JsonNumber::value).orElse(1.0)));
        }
    }

    /** Megatron says how many layers a chunk has, or how many chunks a rank has. */
    private void interleave() {
        Optional<JsonNumber> layers = settings.number("num-layers-per-virtual-pipeline-stage", 1);
        int perStage = problem.model().layers() / settings.decided(LayoutKey.PIPELINE);
        layers.ifPresent(each -> {
            if (perStage % (int) each.value() == 0) {
                settings.decide(LayoutKey.INTERLEAVE,
                        new JsonNumber(each.place(), Long.toString(perStage / (long) each.value())));
            } else {
                settings.reject(each, Sentence.must("num-layers-per-virtual-pipeline-stage", each.text(),
                        "divide the layers of a stage (" + perStage + ")", ""));
            }
        });
        settings.decideNumber(LayoutKey.INTERLEAVE, "num-virtual-stages-per-pipeline-rank");
        String layout = settings.word("pipeline-model-parallel-layout");
        if (!layout.isEmpty()) {
            stages(layout);
        }
    }

    /** A layout lists the virtual stages, bars between them, perhaps some repeated: {@code Et|(tt|)*3,t|L}. */
    private void stages(String layout) {
        Matcher repeated = REPEATED.matcher(layout);
        long bars = bars(layout);
        while (repeated.find()) {
            bars += bars(repeated.group(1)) * (Long.parseLong(repeated.group(2)) - 1);
        }
        long chunks = (bars + 1) / settings.decided(LayoutKey.PIPELINE);
        if (chunks > 1) {
            settings.decide(LayoutKey.INTERLEAVE, chunks);
        }
    }

    private static long bars(String layout) {
        return layout.chars().filter(symbol -> symbol == '|').count();
    }

    /** Method "uniform" recomputes all layers, in groups; "block" the first so many of every chunk. */
    private void recomputation() {
        String granularity = settings.word("recompute-granularity");
        String method = settings.word("recompute-method");
        boolean selective = settings.isOn("recompute-activations") || granularity.equals("selective");
        Optional<JsonNumber> layers = settings.number("recompute-num-layers", 1);
        if (granularity.equals("full")) {
            settings.decide(LayoutKey.RECOMPUTE, "full");
            layers.filter(ignored -> method.equals("block")).ifPresent(each -> settings.decide(
                    LayoutKey.RECOMPUTE_LAYERS, new JsonNumber(each.place(), Long.toString(
                            (long) each.value() * settings.decided(LayoutKey.INTERLEAVE)))));
        } else if (selective) {
            settings.decide(LayoutKey.RECOMPUTE, "selective");
        }
    }

    private void states() {
        boolean distributed = settings.isOn("use-distributed-optimizer");
        int stage = switch (settings.word("data-parallel-sharding-strategy")) {
            case "optim" -> 1;
            case "optim_grads" -> 2;
            case "optim_grads_params" -> 3;
            default -> distributed ? 1 : 0;
        };
        boolean sharded = settings.isOn("use-torch-fsdp2") || settings.isOn("use-megatron-fsdp") || stage > 1;
        settings.decideZero(sharded && stage < 2 ? 3 : stage);
        if (settings.isOn("optimizer-cpu-offload")) {
            settings.decide(LayoutKey.OFFLOAD, true);
        }
        if (settings.word("exp-avg-dtype").equals("fp8")) {
            settings.decide(LayoutKey.OPTIMIZER, "8bit");
        }
        if (settings.isOn("grad-reduce-in-bf16")) {
            settings.decide(LayoutKey.GRADIENTS, "bf16");
        }
    }

    /** Gradients travel in 32 bit beside bf16 and in 16 beside fp16, unless they are said not to. */
    private void precision() {
        boolean bf16 = settings.isOn("bf16");
        Optional<JsonValue> fp16 = settings.take("fp16");
        boolean fp8 = !settings.word("fp8-format").isEmpty();
        boolean fp4 = !settings.word("fp4-format").isEmpty();
        settings.take("fp4-recipe");
        if (bf16 && fp16.isPresent()) {
            settings.reject(fp16.get(), "The flags --bf16 and --fp16 must not be given together.");
        }
        if (fp16.isPresent() && !settings.isOn("accumulate-allreduce-grads-in-fp32")) {
            settings.decide(LayoutKey.GRADIENTS, "bf16");
        }
        if (fp4 || fp8 || bf16 || fp16.isPresent()) {
            settings.decide(LayoutKey.PRECISION, fp4 ? "nvfp4" : fp8 ? "fp8" : bf16 ? "bf16" : "fp16");
        }
    }
}
