package org.shardplan.io.solution;

import org.shardplan.io.json.JsonText;
import org.shardplan.io.layout.MixedLayoutSection;
import org.shardplan.mixed.planner.MixedAnswer;
import org.shardplan.mixed.planner.MixedEstimate;
import org.shardplan.mixed.planner.StageEstimate;
import org.shardplan.problem.Objective;
import org.shardplan.problem.Problem;

/**
 * Mixed pipelines as JSON, as {@code solution.schema.json} describes them under {@code $defs/mixed}. The same answer
 * gives the same bytes.
 */
public final class MixedDocument {

    private static final double HOURS_PER_DAY = 24;
    private static final double PERCENT = 100;

    private final MixedAnswer answer;
    private final Problem problem;
    private final JsonText json;

    private MixedDocument(MixedAnswer answer, JsonText json) {
        this.problem = answer.problem().training();
        this.answer = answer;
        this.json = json;
    }

    /** The solution document of a mixed pipeline. */
    public static String of(MixedAnswer answer) {
        return JsonText.of(json -> new MixedDocument(answer, json).write());
    }

    /** The same with the facts of this run. */
    public static String of(MixedAnswer answer, RunFacts run) {
        return JsonText.of(json -> {
            new MixedDocument(answer, json).write();
            run.write(json);
        });
    }

    private void write() {
        SolutionDocument.question(problem, problem.model(), json);
        json.text("status", answer.status().label());
        json.object("proof", ignored -> {
            json.text("kind", answer.isProved() ? "bound" : "none");
            json.number("boundSeconds", answer.boundSeconds());
            json.number("gapPercent", answer.gapPercent());
            json.count("settings", answer.settings().all());
            json.count("settingsSearched", answer.settings().searched());
        });
        answer.best().ifPresent(this::best);
        json.texts("obstacles", answer.obstacles());
        json.texts("assumptions", problem.assumptions());
    }

    private void best(MixedEstimate best) {
        Objective objective = problem.goal().objective();
        json.object("objective", ignored -> {
            json.text("name", objective.label());
            json.number("value", best.value());
            json.text("unit", objective.unit());
        });
        json.object("mixedPipeline", ignored -> {
            MixedLayoutSection.write(best.layout().shared(), json);
            json.objects("stages", best.stages(), stage -> stage(best, stage));
        });
        json.object("estimate", ignored -> estimate(best));
    }

    private void stage(MixedEstimate best, StageEstimate estimate) {
        MixedLayoutSection.write(problem, estimate.stage(), json);
        json.count("gpus", best.gpus(estimate));
        json.number("memoryGiBPerGpu", estimate.memory().totalGib());
        json.number("memoryUsableGiB", best.pool(estimate).gpu().memory().usable().gib());
        json.number("microBatchSeconds", estimate.seconds());
        json.number("closingSeconds", estimate.closing());
        json.number("roundTripToNextSeconds", estimate.roundTrip());
    }

    private void estimate(MixedEstimate best) {
        json.number("stepTimeSeconds", best.stepSeconds());
        json.number("expectedErrorPercent", PERCENT * best.expectedError());
        json.number("paceSeconds", best.paceSeconds());
        json.number("fillSeconds", best.fillSeconds());
        json.number("linkSeconds", best.linkSeconds());
        json.number("closingSeconds", best.closingSeconds());
        json.number("tokensPerSecond", best.tokensPerSecond());
        json.number("days", best.hours() / HOURS_PER_DAY);
        best.usdPerHour().ifPresent(usd -> json.number("costUsd", usd * best.hours()));
        json.number("powerKw", best.ratedPowerKw());
    }
}
