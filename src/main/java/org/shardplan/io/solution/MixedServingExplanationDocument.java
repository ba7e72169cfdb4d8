package org.shardplan.io.solution;

import org.shardplan.io.json.JsonText;
import org.shardplan.io.layout.ServingLayoutSection;
import org.shardplan.mixed.serving.MixedServingAnswer;
import org.shardplan.mixed.serving.MixedServingExplanation;
import org.shardplan.mixed.serving.MixedServingJudgement;
import org.shardplan.problem.ServingProblem;
import org.shardplan.serving.estimate.ServingEstimate;
import org.shardplan.serving.explain.ServingComparison;
import org.shardplan.serving.solver.ServingSolver.Found;

/** Pipelines that serve, explained: {@code #/$defs/mixedServingExplanation} of {@code solution.schema.json}. */
public final class MixedServingExplanationDocument {

    private final MixedServingAnswer answer;
    private final JsonText json;

    private MixedServingExplanationDocument(MixedServingAnswer answer, JsonText json) {
        this.answer = answer;
        this.json = json;
    }

    /** The document of the best pipeline. */
    public static String of(MixedServingExplanation explanation) {
        return JsonText.of(json -> new MixedServingExplanationDocument(explanation.answer(), json).write(explanation));
    }

    /** The document of the verdict on a pipeline that was given. */
    public static String of(MixedServingJudgement judgement) {
        return JsonText.of(json -> new MixedServingExplanationDocument(judgement.answer(), json).write(judgement));
    }

    private void question() {
        ServingProblem problem = answer.problem().serving();
        SolutionDocument.question(problem, problem.model(), json);
        json.text("status", answer.status().label());
        json.number("gapPercent", answer.gapPercent());
    }

    private void end() {
        MixedServingDocument.obstacles(answer, json);
        json.texts("assumptions", answer.problem().assumptions());
    }

    private void write(MixedServingExplanation explanation) {
        question();
        answer.best().ifPresent(best -> ServedPipelineSection.write(best, json));
        json.objects("oneMoreNode", explanation.oneMore(), more -> {
            json.text("gpu", more.pool().name());
            more.best().ifPresent(best -> {
                vsBest(best);
                ServedPipelineSection.write(best, json);
            });
        });
        json.object("notMixed", ignored -> notMixed(explanation.unmixed()));
        end();
    }

    private void vsBest(ServingEstimate other) {
        answer.best().ifPresent(best -> json.number("vsBestPercent", new ServingComparison(best, other).percent()));
    }

    private void notMixed(Found found) {
        json.flag("complete", found.complete());
        found.best().ifPresent(best -> {
            vsBest(best);
            ServingLayoutSection.write(best.problem(), best.layout(), json);
            ServingEstimateSection.writeBrief(best, json);
        });
    }

    private void write(MixedServingJudgement judgement) {
        question();
        json.text("verdict", judgement.judged().verdict().label());
        ViolationSection.write(judgement.judged().violations(), json);
        ServedPipelineSection.write(judgement.estimate(), json);
        judgement.comparison().ifPresent(comparison -> json.object("comparedToBest", ignored -> {
            json.number("objectivePercent", comparison.percent());
            json.flag("tie", comparison.isTie());
            ServedPipelineSection.write(comparison.best(), json);
        }));
        judgement.sameStages().ifPresent(found ->
                json.object("sameStages", ignored -> ServedPipelineSection.write(found, json)));
        end();
    }
}
