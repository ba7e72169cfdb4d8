package org.shardplan.io.solution;

import org.shardplan.io.json.JsonText;
import org.shardplan.io.layout.MixedLayoutSection;
import org.shardplan.mixed.planner.MixedEstimate;
import org.shardplan.mixed.planner.StageEstimate;
import org.shardplan.problem.Problem;

/** A mixed pipeline and its numbers. */
final class MixedSection {

    private static final double HOURS_PER_DAY = 24;
    private static final double PERCENT = 100;

    private final MixedEstimate pipeline;
    private final JsonText json;

    private MixedSection(MixedEstimate pipeline, JsonText json) {
        this.pipeline = pipeline;
        this.json = json;
    }

    static void write(MixedEstimate pipeline, JsonText json) {
        MixedSection section = new MixedSection(pipeline, json);
        json.object("mixedPipeline", ignored -> {
            MixedLayoutSection.write(pipeline.layout().shared(), json);
            json.objects("stages", pipeline.stages(), section::stage);
        });
        json.object("estimate", ignored -> section.estimate());
    }

    private void stage(StageEstimate estimate) {
        Problem problem = pipeline.problem().training();
        MixedLayoutSection.write(problem, estimate.stage(), json);
        json.count("gpus", pipeline.gpus(estimate));
        json.number("memoryGiBPerGpu", estimate.memory().totalGib());
        json.number("memoryUsableGiB", pipeline.pool(estimate).gpu().memory().usable().gib());
        json.number("microBatchSeconds", estimate.seconds());
        json.number("closingSeconds", estimate.closing());
        json.number("roundTripToNextSeconds", estimate.roundTrip());
    }

    private void estimate() {
        json.number("stepTimeSeconds", pipeline.stepSeconds());
        json.number("expectedErrorPercent", PERCENT * pipeline.expectedError());
        json.number("paceSeconds", pipeline.paceSeconds());
        json.number("fillSeconds", pipeline.fillSeconds());
        json.number("linkSeconds", pipeline.linkSeconds());
        json.number("closingSeconds", pipeline.closingSeconds());
        json.number("tokensPerSecond", pipeline.tokensPerSecond());
        json.number("days", pipeline.hours() / HOURS_PER_DAY);
        pipeline.usdPerHour().ifPresent(usd -> json.number("costUsd", usd * pipeline.hours()));
        json.number("powerKw", pipeline.ratedPowerKw());
    }
}
