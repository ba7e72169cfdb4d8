package org.shardplan.io.solution;

import java.util.List;
import java.util.Optional;
import org.shardplan.io.json.JsonText;
import org.shardplan.io.layout.ServingLayoutSection;
import org.shardplan.problem.ServingObjective;
import org.shardplan.serving.estimate.ServingEstimate;
import org.shardplan.serving.explain.ServingComparison;
import org.shardplan.serving.solver.ServingAnswer;
import org.shardplan.serving.solver.ServingAnswer.Remedies;

/** Answers to serving problems as JSON, as {@code solution.schema.json} describes them. */
public final class ServingSolutionDocument {

    private final JsonText json;

    private ServingSolutionDocument(JsonText json) {
        this.json = json;
    }

    /** The solution document of an answer. */
    public static String of(ServingAnswer answer) {
        return JsonText.of(json -> new ServingSolutionDocument(json).answer(answer, Optional.empty()));
    }

    /** The same for a file that lies elsewhere than its problem file, whose relative path it names. */
    public static String of(ServingAnswer answer, String problemFile) {
        return JsonText.of(json -> new ServingSolutionDocument(json).answer(answer, Optional.of(problemFile)));
    }

    /** The same with the facts of this run. */
    public static String of(ServingAnswer answer, RunFacts run) {
        return JsonText.of(json -> {
            new ServingSolutionDocument(json).answer(answer, Optional.empty());
            run.write(json);
        });
    }

    private void answer(ServingAnswer answer, Optional<String> problemFile) {
        SolutionDocument.question(answer.problem(), answer.problem().model(), json);
        problemFile.ifPresent(file -> json.text("problemFile", file));
        json.text("status", answer.status().label());
        SolutionDocument.proof(answer.proof(), json);
        answer.best().ifPresent(this::best);
        alternatives(answer.ranking());
        SolutionDocument.rejections(answer.rejections(), without -> without(without, answer.best()), json);
        remedies(answer.remedies());
        json.texts("assumptions", answer.problem().assumptions());
    }

    private void best(ServingEstimate best) {
        ServingObjective objective = best.problem().goal().objective();
        json.object("objective", ignored -> {
            json.text("name", objective.label());
            json.number("value", best.value(objective));
            json.text("unit", objective.unit());
        });
        layout(best);
        ServingEstimateSection.write(best, json);
    }

    private void layout(ServingEstimate estimate) {
        ServingLayoutSection.write(estimate.problem(), estimate.layout(), json);
    }

    private void alternatives(List<ServingEstimate> ranking) {
        json.objects("alternatives", ranking.stream().skip(1).toList(), other -> {
            ServingComparison comparison = new ServingComparison(ranking.get(0), other);
            layout(other);
            json.number("objectiveValue", other.value(other.problem().goal().objective()));
            json.number("vsBestPercent", comparison.percent());
            json.flag("tie", comparison.isTie());
            ServingEstimateSection.writeBrief(other, json);
        });
    }

    private void without(ServingEstimate without, Optional<ServingEstimate> best) {
        layout(without);
        json.number("objectiveValue", without.value(without.problem().goal().objective()));
        best.ifPresent(now -> json.number("vsBestPercent", new ServingComparison(now, without).percent()));
    }

    private void remedies(Remedies remedies) {
        remedies.nearest().ifPresent(miss -> json.object("nearest", ignored -> {
            layout(miss.estimate());
            ViolationSection.write(miss.violations(), json);
            ServingEstimateSection.writeBrief(miss.estimate(), json);
        }));
        remedies.moreGpus().ifPresent(enough -> json.object("moreGpus", ignored -> {
            layout(enough);
            ServingEstimateSection.writeBrief(enough, json);
        }));
        if (!remedies.levels().isEmpty()) {
            json.objects("reachableLevels", remedies.levels(), level -> {
                json.text("level", level.level().rule());
                json.number("askedMs", level.askedMs());
                json.number("reachableMs", level.milliseconds());
                layout(level.estimate());
            });
        }
    }
}
