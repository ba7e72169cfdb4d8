package org.shardplan.io.solution;

import java.util.Optional;
import org.shardplan.io.json.JsonText;
import org.shardplan.mixed.serving.MixedServingAnswer;
import org.shardplan.problem.ServingObjective;
import org.shardplan.problem.ServingProblem;
import org.shardplan.serving.estimate.ServingEstimate;

/**
 * Mixed pipelines that serve as JSON, as {@code solution.schema.json} describes them under {@code $defs/mixedServing}.
 * The same answer gives the same bytes.
 */
public final class MixedServingDocument {

    private final MixedServingAnswer answer;
    private final ServingProblem problem;
    private final JsonText json;

    private MixedServingDocument(MixedServingAnswer answer, JsonText json) {
        this.problem = answer.problem().serving();
        this.answer = answer;
        this.json = json;
    }

    /** The solution document of a mixed pipeline that serves, for a file that names its problem by this path. */
    public static String of(MixedServingAnswer answer, String problemFile) {
        return JsonText.of(json -> new MixedServingDocument(answer, json).write(Optional.of(problemFile)));
    }

    /** The same with the facts of this run. */
    public static String of(MixedServingAnswer answer, RunFacts run) {
        return JsonText.of(json -> {
            new MixedServingDocument(answer, json).write(Optional.empty());
            run.write(json);
        });
    }

    private void write(Optional<String> problemFile) {
        SolutionDocument.question(problem, problem.model(), json);
        problemFile.ifPresent(file -> json.text("problemFile", file));
        json.text("status", answer.status().label());
        json.object("proof", ignored -> {
            json.text("kind", answer.isProved() ? "bound" : "none");
            json.number("bound", answer.boundValue());
            json.number("gapPercent", answer.gapPercent());
            json.count("plans", answer.searched().plans());
            json.count("pipelinesEvaluated", answer.searched().pipelines());
            json.count("mostLayers", answer.searched().mostLayers());
        });
        answer.best().ifPresent(this::best);
        obstacles(answer, json);
        json.texts("assumptions", problem.assumptions());
    }

    private void best(ServingEstimate best) {
        ServingObjective objective = problem.goal().objective();
        json.object("objective", ignored -> {
            json.text("name", objective.label());
            json.number("value", best.value(objective));
            json.text("unit", objective.unit());
        });
        ServedPipelineSection.write(best, json);
    }

    /** What pipelines break, with the nearest of each rule. */
    static void obstacles(MixedServingAnswer answer, JsonText json) {
        json.objects("obstacles", answer.obstacles(), obstacle -> {
            json.text("rule", obstacle.nearest().rule());
            json.count("times", obstacle.times());
            json.text("nearest", obstacle.nearest().message());
        });
    }
}
