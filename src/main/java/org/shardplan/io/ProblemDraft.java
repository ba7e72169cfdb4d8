package org.shardplan.io;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;

/**
 * A new problem file with what everybody has to say; the rest is filled in and printed when it is solved.
 *
 * @param model catalogue name, or path of a {@code config.json} as seen from where the command runs
 * @param sequenceLength tokens of one sequence
 * @param globalBatch sequences of one step
 * @param tokens tokens of the whole run, empty if only a step is asked for
 * @param pool the GPUs
 */
public record ProblemDraft(String model, int sequenceLength, int globalBatch, OptionalDouble tokens, Gpus pool) {

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
            json.object("workload", workload -> {
                workload.text("kind", "training");
                workload.count("sequenceLength", sequenceLength);
                workload.count("globalBatch", globalBatch);
                workload.number("tokens", tokens);
            });
            json.object("cluster", cluster -> cluster.objects("pools", List.of(pool), gpus -> {
                cluster.text("gpu", gpus.name());
                cluster.count("count", gpus.count());
            }));
            json.text("objective", "step-time");
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
