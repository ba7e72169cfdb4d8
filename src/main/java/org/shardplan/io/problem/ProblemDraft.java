package org.shardplan.io.problem;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.shardplan.export.Target;
import org.shardplan.io.json.JsonText;

/**
 * A new problem file with what everybody has to say; the rest is filled in and printed when it is solved.
 *
 * @param model catalogue name, or path of a {@code config.json} as seen from where the command runs
 * @param workload the run
 * @param pool the GPUs
 * @param framework the framework that is to run it, which narrows what may be decided; empty for any
 */
public record ProblemDraft(
        String model, Workload workload, Gpus pool, Optional<Target> framework) {

    /**
     * The run.
     *
     * @param sequenceLength tokens of one sequence
     * @param globalBatch sequences of one step
     * @param tokens tokens of the whole run, empty if only a step is asked for
     */
    public record Workload(int sequenceLength, int globalBatch, OptionalDouble tokens) {
    }

    /**
     * GPUs of one kind.
     *
     * @param count how many
     * @param name catalogue name
     */
    public record Gpus(int count, String name) {
    }

    /** Whether a text is the path of a model's file rather than its name. */
    public static boolean isFile(String model) {
        return model.endsWith(".json");
    }

    /** The text of the file; paths in it are relative to its folder. */
    public String text(Path file) {
        return JsonText.of(json -> {
            json.count("version", 1);
            model(file, json);
            json.object("workload", run -> {
                run.text("kind", "training");
                run.count("sequenceLength", workload.sequenceLength());
                run.count("globalBatch", workload.globalBatch());
                run.number("tokens", workload.tokens());
            });
            json.object("cluster", cluster -> cluster.objects("pools", List.of(pool), gpus -> {
                cluster.text("gpu", gpus.name());
                cluster.count("count", gpus.count());
            }));
            json.text("objective", "step-time");
            framework.ifPresent(target -> framework(target, json));
        });
    }

    /** The profile that comes nearest, and only decisions the framework has settings for. */
    private static void framework(Target target, JsonText json) {
        json.text("framework", switch (target) {
            case MEGATRON -> "megatron";
            case MEGATRON_BRIDGE -> "bridge";
            case DEEPSPEED -> "deepspeed";
            case TORCHTITAN, ACCELERATE -> "fsdp";
        });
        json.literal("allow", switch (target) {
            case MEGATRON, MEGATRON_BRIDGE -> "{\"schedule\": [\"1f1b\", \"interleaved\"]}";
            case DEEPSPEED -> "{\"schedule\": [\"1f1b\"], \"pp\": [1], \"cp\": [1], \"ep\": [1],"
                    + " \"sequenceParallel\": [false]}";
            case TORCHTITAN -> "{\"schedule\": [\"1f1b\", \"interleaved\"], \"zeroStage\": [2, 3],"
                    + " \"recompute\": [\"none\", \"full\"], \"partialRecompute\": false}";
            case ACCELERATE -> "{\"pp\": [1], \"ep\": [1], \"zeroStage\": [2, 3],"
                    + " \"recompute\": [\"none\", \"full\"], \"partialRecompute\": false}";
        });
    }

    private void model(Path file, JsonText json) {
        if (isFile(model)) {
            Path folder = file.toAbsolutePath().normalize().getParent();
            Path config = Path.of(model).toAbsolutePath().normalize();
            json.object("model", object -> object.text("huggingFace", relative(folder, config)));
        } else {
            json.text("model", model);
        }
    }

    private static String relative(Path folder, Path config) {
        boolean oneDrive = folder.getRoot().equals(config.getRoot());
        return (oneDrive ? folder.relativize(config) : config).toString().replace('\\', '/');
    }
}
