package org.shardplan.io.solution;

import org.shardplan.io.json.JsonText;
import org.shardplan.layout.ServingLayout;
import org.shardplan.problem.ServiceLevels;
import org.shardplan.serving.estimate.Accuracy;
import org.shardplan.serving.estimate.GroupEstimate;
import org.shardplan.serving.estimate.ServiceTimes.Times;
import org.shardplan.serving.estimate.ServingEstimate;
import org.shardplan.serving.memory.ServingMemory;
import org.shardplan.serving.rule.FormatRules;
import org.shardplan.serving.time.StepBreakdown;
import org.shardplan.serving.time.StepPart;

/** The numbers of a serving layout as an object of a solution document. Every key names its unit. */
final class ServingEstimateSection {

    private static final double PERCENT = 100;
    private static final double MILLI = 1000;

    private final ServingEstimate estimate;
    private final JsonText json;

    private ServingEstimateSection(ServingEstimate estimate, JsonText json) {
        this.estimate = estimate;
        this.json = json;
    }

    /** All there is. */
    static void write(ServingEstimate estimate, JsonText json) {
        ServingEstimateSection section = new ServingEstimateSection(estimate, json);
        json.object("estimate", ignored -> {
            section.figures();
            section.errors();
            json.objects("groups", estimate.groups(), section::group);
        });
    }

    /** What runners-up are compared by. */
    static void writeBrief(ServingEstimate estimate, JsonText json) {
        ServingEstimateSection section = new ServingEstimateSection(estimate, json);
        json.object("estimate", ignored -> section.figures());
    }

    private void figures() {
        Times mean = estimate.times().mean();
        json.number("ttftMs", mean.ttftMs());
        json.number("tpotMs", mean.tpotMs());
        json.number("endToEndMs", mean.endToEndMs());
        if (!estimate.problem().serving().levels().isMean()) {
            late(estimate.times().late());
        }
        if (!estimate.problem().serving().levels().equals(ServiceLevels.NONE)) {
            planned(estimate.times().planned());
        }
        json.number("tokensPerSecondTotal", estimate.tokensPerSecond());
        json.number("tokensPerSecondPerGpu", estimate.tokensPerSecondPerGpu());
        json.number("requestsPerSecond", estimate.flow().requestsPerSecond());
        json.number("capacityRequestsPerSecond", estimate.flow().capacity());
        json.number("usdPerHour", estimate.usdPerHour());
        json.number("usdPerMillionTokens", estimate.usdPerMillionTokens());
        json.number("kwhPerMillionTokens", estimate.kwhPerMillionTokens());
        if (!(estimate.layout() instanceof ServingLayout.Pipeline)) {
            json.number("kvCacheGiB", Math.max(0, estimate.answers().memory().keyValues().gib()));
        }
        json.number("qualityLossPercent",
                FormatRules.lossPercent(estimate.problem(), estimate.answers().group().replica().formats()));
    }

    private void late(Times late) {
        json.number("percentile", estimate.problem().serving().levels().percentile());
        json.number("ttftMsAtPercentile", late.ttftMs());
        json.number("tpotMsAtPercentile", late.tpotMs());
        json.number("endToEndMsAtPercentile", late.endToEndMs());
    }

    private void planned(Times planned) {
        json.number("levelConfidencePercent", estimate.problem().serving().levels().confidencePercent());
        json.number("plannedTtftMs", planned.ttftMs());
        json.number("plannedTpotMs", planned.tpotMs());
        json.number("plannedEndToEndMs", planned.endToEndMs());
    }

    private void errors() {
        Accuracy error = estimate.accuracy();
        json.number("expectedTtftErrorPercent", PERCENT * error.ttft());
        json.number("expectedTpotErrorPercent", PERCENT * error.tpot());
        json.number("expectedThroughputErrorPercent", PERCENT * error.throughput());
        json.texts("untested", error.untested());
    }

    private void group(GroupEstimate group) {
        ServingMemory memory = group.memory();
        json.object("memory", ignored -> {
            json.number("usableGiB", memory.usable().gib());
            json.number("weightsGiB", memory.weights().gib());
            json.number("workspaceGiB", memory.workspace().gib());
            json.number("keyValuesGiB", memory.keyValues().gib());
            json.number("perSequenceGiB", memory.perSequence().gib());
        });
        json.count("sequencesThatFit", (long) memory.sequences() * group.group().replica().split().attentionData());
        json.number("sequencesRunning", group.occupancy().sequences());
        json.number("busyPercent", PERCENT * group.occupancy().share());
        parts("stepMs", group.decode());
        parts("promptMs", group.prompt());
    }

    private void parts(String name, StepBreakdown breakdown) {
        json.object(name, ignored -> {
            for (StepPart part : StepPart.values()) {
                json.number(EstimateSection.key(part), MILLI * breakdown.seconds(part));
            }
        });
    }
}
