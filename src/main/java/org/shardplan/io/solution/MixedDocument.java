package org.shardplan.io.solution;

import java.util.Optional;
import org.shardplan.io.json.JsonText;
import org.shardplan.mixed.planner.MixedAnswer;
import org.shardplan.mixed.planner.MixedEstimate;
import org.shardplan.problem.Objective;
import org.shardplan.problem.Problem;

/**
 * Mixed pipelines as JSON, as {@code solution.schema.json} describes them under {@code $defs/mixed}. The same answer
 * gives the same bytes.
 */
public final class MixedDocument {

    private final MixedAnswer answer;
    private final Problem problem;
    private final JsonText json;

    private MixedDocument(MixedAnswer answer, JsonText json) {
        this.problem = answer.problem().training();
        this.answer = answer;
        this.json = json;
    }

    /** The solution document of a mixed pipeline, for a file that names its problem by this relative path. */
    public static String of(MixedAnswer answer, String problemFile) {
        return JsonText.of(json -> new MixedDocument(answer, json).write(Optional.of(problemFile)));
    }

    /** The same with the facts of this run. */
    public static String of(MixedAnswer answer, RunFacts run) {
        return JsonText.of(json -> {
            new MixedDocument(answer, json).write(Optional.empty());
            run.write(json);
        });
    }

    private void write(Optional<String> problemFile) {
        SolutionDocument.question(problem, problem.model(), json);
        problemFile.ifPresent(file -> json.text("problemFile", file));
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
        MixedSection.write(best, json);
    }
}
