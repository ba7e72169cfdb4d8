package org.shardplan.io.solution;

import java.util.Locale;
import org.shardplan.estimate.Estimate;
import org.shardplan.estimate.RunEstimate;
import org.shardplan.io.json.JsonText;
import org.shardplan.memory.MemoryPart;
import org.shardplan.problem.Problem;
import org.shardplan.rule.CapacityRules;
import org.shardplan.time.TimePart;
import org.shardplan.units.Bytes;

/** The numbers of a layout as an object of a solution document. Every key names its unit. */
final class EstimateSection {

    private static final double PERCENT = 100;
    private static final double HOURS_PER_DAY = 24;
    private static final double MILLION = 1e6;

    private final Estimate estimate;
    private final Problem problem;
    private final JsonText json;

    private EstimateSection(Estimate estimate, JsonText json) {
        this.estimate = estimate;
        this.problem = estimate.problem();
        this.json = json;
    }

    /** All there is. */
    static void write(Estimate estimate, JsonText json) {
        EstimateSection section = new EstimateSection(estimate, json);
        json.object("estimate", ignored -> {
            section.speed();
            section.room();
            section.run();
            section.parts();
        });
    }

    /** What runners-up are compared by. */
    static void writeBrief(Estimate estimate, JsonText json) {
        EstimateSection section = new EstimateSection(estimate, json);
        json.object("estimate", ignored -> {
            section.speed();
            section.room();
            json.number("costUsd", estimate.run().costUsd());
        });
    }

    private void speed() {
        json.number("stepTimeSeconds", estimate.stepSeconds());
        json.number("expectedErrorPercent", PERCENT * estimate.expectedError());
        json.number("tokensPerSecondPerGpu", estimate.tokensPerSecondPerGpu());
        json.number("mfuPercent", estimate.utilisation().mfuPercent());
        json.number("hfuPercent", estimate.utilisation().hfuPercent());
        json.number("communicationPercent", estimate.communicationPercent());
        json.number("hiddenCommunicationSeconds", estimate.time().hiddenCommunicationSeconds());
    }

    private void room() {
        json.number("memoryGiBPerGpu", estimate.memory().totalGib());
        json.number("memoryUsableGiB", estimate.pool().gpu().memory().usable().gib());
        json.number("memoryReserveGiB", CapacityRules.reserveBytes(problem, estimate.pool()) / Bytes.PER_GIB);
        json.count("fullestStage", estimate.memory().stage());
    }

    private void run() {
        RunEstimate run = estimate.run();
        json.number("costUsd", run.costUsd());
        json.number("spotCostUsd", run.spotCostUsd());
        json.number("usdPerMillionTokens", run.stepCostUsd() / problem.training().tokensPerStep() * MILLION);
        json.number("gpuHours", run.gpuHours());
        json.number("days", run.hours() / HOURS_PER_DAY);
        json.number("energyKwh", run.energyKwh());
    }

    private void parts() {
        json.object("memory", ignored -> {
            for (MemoryPart part : MemoryPart.values()) {
                json.number(key(part), estimate.memory().gib(part));
            }
        });
        json.object("time", ignored -> {
            for (TimePart part : TimePart.values()) {
                json.number(key(part), estimate.time().seconds(part));
            }
        });
    }

    /** {@code MATRIX_WORK} becomes {@code matrixWork}. */
    static String key(Enum<?> part) {
        StringBuilder key = new StringBuilder();
        for (String word : part.name().toLowerCase(Locale.ROOT).split("_")) {
            key.append(key.length() == 0 ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
        }
        return key.toString();
    }
}
