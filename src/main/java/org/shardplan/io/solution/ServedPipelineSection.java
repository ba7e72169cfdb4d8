package org.shardplan.io.solution;

import java.util.stream.IntStream;
import org.shardplan.io.json.JsonText;
import org.shardplan.io.layout.ServedStageSection;
import org.shardplan.layout.ServingLayout.Pipeline;
import org.shardplan.serving.estimate.GroupEstimate;
import org.shardplan.serving.estimate.ServingEstimate;

/** A pipeline that serves and its numbers. */
final class ServedPipelineSection {

    private static final double MILLI = 1000;

    private ServedPipelineSection() {
    }

    static void write(ServingEstimate pipeline, JsonText json) {
        Pipeline layout = (Pipeline) pipeline.layout();
        json.object("servingPipeline", ignored -> {
            ServedStageSection.write(layout, json);
            json.objects("stages", IntStream.range(0, layout.stages().size()).boxed().toList(), index -> {
                ServedStageSection.write(pipeline.problem(), layout.stages().get(index), json);
                stage(pipeline.groups().get(index), json);
            });
        });
        ServingEstimateSection.writeBrief(pipeline, json);
    }

    private static void stage(GroupEstimate stage, JsonText json) {
        json.number("usableGiB", stage.memory().usable().gib());
        json.number("weightsGiB", stage.memory().weights().gib());
        json.number("keyValuesGiB", stage.memory().keyValues().gib());
        json.count("sequencesThatFit", stage.memory().sequences());
        json.number("stepMs", MILLI * stage.decode().totalSeconds());
        json.number("promptMs", MILLI * stage.prompt().totalSeconds());
    }
}
