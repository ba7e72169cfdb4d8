package org.shardplan.time;

import org.shardplan.layout.Recomputation;
import org.shardplan.layout.Schedule;
import org.shardplan.pipeline.Passes;
import org.shardplan.pipeline.Stage;
import org.shardplan.pipeline.StageSplit;

/**
 * Seconds of one micro-batch on any stage, put together from its layers and ends.
 *
 * @param dense a layer without experts
 * @param experts a layer with experts
 * @param again what is computed twice
 * @param ends embedding and LM head
 */
record StageTimes(LayerTime dense, LayerTime experts, Again again, Ends ends) {

    /**
     * What is computed twice.
     *
     * @param recomputation full recomputation of so many layers
     * @param dense seconds of a layer without experts, if recomputation is selective
     * @param experts seconds of a layer with experts, if recomputation is selective
     */
    record Again(Recomputation recomputation, double dense, double experts) {
    }

    /**
     * The two ends of the pipeline.
     *
     * @param embedding seconds on the first stage
     * @param head seconds of LM head and loss on the last stage
     * @param headWeightGradient the part of it that only the head's weights wait for
     */
    record Ends(double embedding, double head, double headWeightGradient) {
    }

    private double seconds(Stage stage) {
        return stage.denseLayers() * (dense.forwardSeconds() + dense.backwardSeconds())
                + stage.expertLayers() * (experts.forwardSeconds() + experts.backwardSeconds())
                + recomputation(stage)
                + (stage.holdsEmbedding() ? ends.embedding() : 0)
                + (stage.holdsHead() ? ends.head() : 0);
    }

    /**
     * One micro-batch on a stage, pass by pass. Of the LM head a third is forward, of the embedding half; what is
     * recomputed counts as backward.
     */
    Passes passes(Stage stage) {
        double forward = stage.denseLayers() * dense.forwardSeconds() + stage.expertLayers() * experts.forwardSeconds()
                + (stage.holdsEmbedding() ? ends.embedding() / 2 : 0) + (stage.holdsHead() ? ends.head() / 3 : 0);
        double weightGradient = weightGradient(stage);
        return new Passes(forward, seconds(stage) - forward - weightGradient, weightGradient);
    }

    private double weightGradient(Stage stage) {
        return stage.denseLayers() * dense.weightGradient() + stage.expertLayers() * experts.weightGradient()
                + (stage.holdsHead() ? ends.headWeightGradient() : 0);
    }

    /**
     * Adds the parts of the critical path: all micro-batches on one stage, and the bubble the others leave it. With most
     * schedules that is the slowest stage; ZB-H1 fills bubbles with the others' weight gradients, so it may be another.
     *
     * @return seconds of one micro-batch on the slowest stage
     */
    double addCriticalPath(double[] parts, StageSplit split, Schedule schedule, int microBatches) {
        double all = 0;
        double weightGradients = 0;
        double slowest = 0;
        int stages = 0;
        for (Stage stage : split.stages()) {
            double seconds = seconds(stage);
            stages += stage.copies();
            all += stage.copies() * seconds;
            weightGradients += stage.copies() * weightGradient(stage);
            slowest = Math.max(slowest, seconds);
        }
        Pipeline pipeline = new Pipeline(schedule, all, weightGradients,
                PipelineTime.putOff(stages, microBatches));
        Stage critical = split.stages().get(0);
        double longest = -1;
        for (Stage stage : split.stages()) {
            double length = microBatches * seconds(stage) + bubble(pipeline, stage);
            if (length > longest) {
                longest = length;
                critical = stage;
            }
        }
        add(parts, critical, microBatches);
        parts[TimePart.PIPELINE_BUBBLE.ordinal()] = bubble(pipeline, critical);
        return slowest;
    }

    /**
     * All stages together.
     *
     * @param schedule the schedule
     * @param seconds of one micro-batch on all stages
     * @param weightGradients the part of it that only weights wait for
     * @param putOff share of the weight gradients that can fill bubbles
     */
    private record Pipeline(Schedule schedule, double seconds, double weightGradients, double putOff) {
    }

    private double bubble(Pipeline pipeline, Stage stage) {
        return PipelineTime.bubble(pipeline.schedule(), pipeline.seconds() - seconds(stage),
                pipeline.weightGradients() - weightGradient(stage), pipeline.putOff());
    }

    private void add(double[] parts, Stage stage, double microBatches) {
        addLayer(parts, dense, stage.denseLayers() * microBatches);
        addLayer(parts, experts, stage.expertLayers() * microBatches);
        parts[TimePart.RECOMPUTATION.ordinal()] += microBatches * recomputation(stage);
        parts[TimePart.MEMORY_BOUND.ordinal()] += stage.holdsEmbedding() ? microBatches * ends.embedding() : 0;
        parts[TimePart.HEAD.ordinal()] += stage.holdsHead() ? microBatches * ends.head() : 0;
    }

    /** Full recomputation repeats the forward pass with its communication, selective only parts of it. */
    private double recomputation(Stage stage) {
        if (stage.layers() == 0) {
            return 0;
        }
        double share = (double) again.recomputation().layersOf(stage.layers()) / stage.layers();
        return share * (stage.denseLayers() * dense.forwardSeconds() + stage.expertLayers() * experts.forwardSeconds())
                + again.dense() * stage.denseLayers() + again.experts() * stage.expertLayers();
    }

    private static void addLayer(double[] parts, LayerTime layer, double times) {
        BlockTime forward = layer.forward();
        BlockTime backward = layer.backward();
        parts[TimePart.MATRIX_WORK.ordinal()] += times * (forward.matrixWork() + backward.matrixWork());
        parts[TimePart.ATTENTION.ordinal()] += times * (forward.attention() + backward.attention());
        parts[TimePart.MEMORY_BOUND.ordinal()] += times * (forward.memoryBound() + backward.memoryBound());
        parts[TimePart.TENSOR_COMMUNICATION.ordinal()] += times * (forward.tensor() + backward.tensor());
        parts[TimePart.CONTEXT_COMMUNICATION.ordinal()] += times * (forward.context() + backward.context());
        parts[TimePart.EXPERT_COMMUNICATION.ordinal()] += times * (forward.expert() + backward.expert());
        parts[TimePart.LAUNCH.ordinal()] += times * (layer.launchForward() + layer.launchBackward());
    }
}
