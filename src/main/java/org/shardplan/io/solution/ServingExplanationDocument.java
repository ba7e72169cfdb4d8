package org.shardplan.io.solution;

import java.util.Optional;
import org.shardplan.io.json.JsonText;
import org.shardplan.io.layout.ServingLayoutSection;
import org.shardplan.serving.estimate.ServingEstimate;
import org.shardplan.serving.explain.ServingAdvice;
import org.shardplan.serving.explain.ServingComparison;
import org.shardplan.serving.explain.ServingExplanation;
import org.shardplan.serving.explain.ServingRepair;
import org.shardplan.serving.time.StepPart;

/** Explanations of serving layouts as JSON, as {@code #/$defs/servingExplanation} of the schema describes them. */
public final class ServingExplanationDocument {

    private static final double MILLI = 1000;

    private final ServingExplanation explanation;
    private final ServingAdvice advice;
    private final Optional<ServingEstimate> best;
    private final JsonText json;

    private ServingExplanationDocument(ServingExplanation explanation, ServingAdvice advice, JsonText json) {
        this.explanation = explanation;
        this.advice = advice;
        this.best = advice.answer().best();
        this.json = json;
    }

    /** The document of an explanation and the advice that goes with it. */
    public static String of(ServingExplanation explanation, ServingAdvice advice) {
        return JsonText.of(json -> new ServingExplanationDocument(explanation, advice, json).write());
    }

    private void write() {
        ServingEstimate estimate = explanation.estimate();
        SolutionDocument.question(estimate.problem(), estimate.problem().model(), json);
        json.text("verdict", explanation.verdict().label());
        ViolationSection.write(explanation.violations(), json);
        json.objects("repairs", advice.repairs(), this::repair);
        best.ifPresent(found -> json.object("comparedToBest", ignored -> compared(found, estimate)));
        json.objects("binding", advice.bindings(), binding -> {
            json.text("what", binding.what());
            json.number("gainPercent", binding.gainPercent());
            layout(binding.comparison().best());
        });
        layout(estimate);
        ServingEstimateSection.write(estimate, json);
        json.texts("assumptions", estimate.problem().assumptions());
    }

    private void layout(ServingEstimate estimate) {
        ServingLayoutSection.write(estimate.problem(), estimate.layout(), json);
    }

    private void repair(ServingRepair repair) {
        json.object("change", ignored -> repair.changes().forEach(change -> json.object(change.decision(), inner -> {
            json.text("from", change.from());
            json.text("to", change.to());
        })));
        layout(repair.estimate());
        json.number("objectiveValue", repair.estimate().value(repair.estimate().problem().goal().objective()));
        best.ifPresent(found -> json.number("vsBestPercent",
                new ServingComparison(found, repair.estimate()).percent()));
        ServingEstimateSection.writeBrief(repair.estimate(), json);
    }

    private void compared(ServingEstimate found, ServingEstimate estimate) {
        json.number("objectivePercent", new ServingComparison(found, estimate).percent());
        layout(found);
        json.object("stepMs", ignored -> {
            for (StepPart part : StepPart.values()) {
                json.object(EstimateSection.key(part), inner -> {
                    json.number("this", MILLI * estimate.answers().decode().seconds(part));
                    json.number("best", MILLI * found.answers().decode().seconds(part));
                });
            }
        });
    }
}
