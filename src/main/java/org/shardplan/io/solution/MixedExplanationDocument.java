package org.shardplan.io.solution;

import java.util.Optional;
import org.shardplan.io.json.JsonText;
import org.shardplan.mixed.explain.MixedComparison;
import org.shardplan.mixed.explain.MixedExplanation;
import org.shardplan.mixed.explain.MixedJudgement;
import org.shardplan.mixed.explain.OtherOrders;
import org.shardplan.mixed.planner.MixedAnswer;
import org.shardplan.mixed.planner.MixedEstimate;
import org.shardplan.mixed.planner.StepPart;
import org.shardplan.problem.Problem;

/** Why a mixed pipeline is as it is, as {@code #/$defs/mixedExplanation} of {@code solution.schema.json} has it. */
public final class MixedExplanationDocument {

    private final MixedAnswer answer;
    private final JsonText json;

    private MixedExplanationDocument(MixedAnswer answer, JsonText json) {
        this.answer = answer;
        this.json = json;
    }

    /** The document of the best pipeline. */
    public static String of(MixedExplanation explanation) {
        return JsonText.of(json -> new MixedExplanationDocument(explanation.answer(), json).write(explanation));
    }

    /** The document of the verdict on a pipeline that was given. */
    public static String of(MixedJudgement judgement) {
        return JsonText.of(json -> new MixedExplanationDocument(judgement.answer(), json).write(judgement));
    }

    private void question() {
        Problem problem = answer.problem().training();
        SolutionDocument.question(problem, problem.model(), json);
        json.text("status", answer.status().label());
        json.number("gapPercent", answer.gapPercent());
    }

    private void write(MixedExplanation explanation) {
        question();
        answer.best().ifPresent(best -> {
            MixedSection.write(best, json);
            orders(explanation.orders(), best);
        });
        json.objects("oneMoreNode", explanation.oneMore(), more -> {
            json.text("gpu", more.pool().name());
            json.number("stepTimeSeconds", more.stepSeconds());
        });
        end();
    }

    private void orders(OtherOrders orders, MixedEstimate best) {
        json.object("otherOrders", ignored -> {
            json.objects("swaps", orders.swaps(), swap -> {
                json.count("first", swap.first());
                json.count("second", swap.first() + 1L);
                json.flag("hasRoom", swap.pipeline().isPresent());
                swap.pipeline().ifPresent(other -> compared(best, other));
            });
            json.count("count", orders.count());
            orders.next().ifPresent(next -> json.object("best", also -> compared(best, next)));
        });
    }

    private void compared(MixedEstimate best, MixedEstimate other) {
        json.number("vsBestPercent", new MixedComparison(best, other).percent());
        MixedSection.write(other, json);
    }

    private void write(MixedJudgement judgement) {
        question();
        json.text("verdict", judgement.verdict().label());
        ViolationSection.write(judgement.violations(), json);
        MixedSection.write(judgement.estimate(), json);
        judgement.comparison().ifPresent(this::comparison);
        pipeline("sameOrder", judgement.sameOrder());
        end();
    }

    private void comparison(MixedComparison comparison) {
        json.object("comparedToBest", ignored -> {
            json.number("objectivePercent", comparison.percent());
            json.flag("tie", comparison.isTie());
            json.object("timeParts", parts -> {
                for (StepPart part : StepPart.values()) {
                    json.object(key(part), also -> {
                        json.number("seconds", part.seconds(comparison.other()));
                        json.number("bestSeconds", part.seconds(comparison.best()));
                    });
                }
            });
            MixedSection.write(comparison.best(), json);
        });
    }

    private static String key(StepPart part) {
        return switch (part) {
            case PACE -> "pace";
            case FILL -> "fill";
            case LINKS -> "links";
            case CLOSING -> "closing";
        };
    }

    private void pipeline(String name, Optional<MixedEstimate> pipeline) {
        pipeline.ifPresent(found -> json.object(name, ignored -> MixedSection.write(found, json)));
    }

    private void end() {
        json.texts("obstacles", answer.obstacles());
        json.texts("assumptions", answer.problem().assumptions());
    }
}
