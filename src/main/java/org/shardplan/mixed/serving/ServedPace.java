package org.shardplan.mixed.serving;

import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.shardplan.serving.estimate.GroupEstimate;
import org.shardplan.serving.estimate.ServingEstimate;
import org.shardplan.serving.time.StepPart;

/**
 * What a pipeline that serves waits for; prompts beside a step and the engine's own time are left aside.
 *
 * @param pipeline its numbers
 */
public record ServedPace(ServingEstimate pipeline) {

    private List<GroupEstimate> stages() {
        return pipeline.groups();
    }

    /** Sequences that pass a stage together. */
    public double microBatch() {
        return Math.max(1, pipeline.answers().occupancy().sequences() / stages().size());
    }

    /** Micro-batches under way: as many as stages, if so many sequences run. */
    public int inFlight() {
        return (int) Math.min(stages().size(), Math.ceil(pipeline.answers().occupancy().sequences()));
    }

    /** Seconds that all micro-batches take at the slowest stage. */
    public double slowestSeconds() {
        return inFlight() * stages().stream().mapToDouble(ServedPace::busy).max().orElse(0);
    }

    /** Seconds that one micro-batch takes through all stages. */
    public double throughSeconds() {
        return stages().stream().mapToDouble(stage -> stage.decode().totalSeconds()).sum();
    }

    /** The stage that holds steps up. */
    public int slowestStage() {
        return most(ServedPace::busy);
    }

    /** The stage at which a prompt is longest. */
    public int slowestPromptStage() {
        return most(stage -> stage.prompt().totalSeconds());
    }

    /** The stage with room for the fewest sequences. */
    public int fullestStage() {
        return most(stage -> -stage.memory().sequences());
    }

    private int most(ToDoubleFunction<GroupEstimate> what) {
        return IntStream.range(0, stages().size()).boxed()
                .max(Comparator.comparingDouble(index -> what.applyAsDouble(stages().get(index)))).orElseThrow();
    }

    /** What holds others up: all but the LM head. */
    private static double busy(GroupEstimate stage) {
        return stage.decode().totalSeconds() - stage.decode().seconds(StepPart.HEAD);
    }
}
