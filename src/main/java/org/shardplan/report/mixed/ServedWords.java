package org.shardplan.report.mixed;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.shardplan.layout.ServedStage;
import org.shardplan.layout.ServingLayout.Pipeline;
import org.shardplan.mixed.serving.MixedServingAnswer;
import org.shardplan.mixed.serving.MixedServingJudgement;
import org.shardplan.mixed.serving.ServedPace;
import org.shardplan.report.page.Fact;
import org.shardplan.report.page.Figures;
import org.shardplan.report.serving.ServingSideBySide;
import org.shardplan.report.words.ServingComparisonWords;
import org.shardplan.report.words.ServingFacts;
import org.shardplan.serving.estimate.ServingEstimate;
import org.shardplan.serving.explain.ServingComparison;

/** A pipeline that serves in words. */
public final class ServedWords {

    private static final double MILLI = 1000;

    private ServedWords() {
    }

    /** {@code 20 + 60}. */
    public static String layers(ServingEstimate pipeline) {
        return ((Pipeline) pipeline.layout()).stages().stream().map(ServedStage::layers).map(String::valueOf)
                .collect(Collectors.joining(" + "));
    }

    /** What was proved of an answer that has a pipeline. */
    public static Fact proof(MixedServingAnswer answer) {
        List<String> details = new ArrayList<>();
        if (!answer.isProved()) {
            details.add(Double.isFinite(answer.bound())
                    ? "the best is at most " + Figures.percent(answer.gapPercent()) + " better"
                    : "not every choice was looked at, so there is no bound");
        }
        details.add("over " + Figures.count(answer.searched().plans(), "choice", "choices")
                + " of pools, stages, tp and formats");
        details.add(Figures.count(answer.searched().pipelines(), "pipeline", "pipelines")
                + " evaluated, the rest bounded");
        return new Fact(answer.isProved() ? "Proved" : "Not proved", answer.isProved() ? "optimal" : "best found",
                details);
    }

    /** That an answer has no pipeline. */
    public static String absence(MixedServingAnswer answer) {
        return answer.isProved() ? "No mixed pipeline is feasible."
                : "No feasible mixed pipeline found. The search ended early, there may be one all the same.";
    }

    /** What the stages of a pipeline that was given could do at best. */
    public static String sameStages(MixedServingJudgement judgement) {
        if (judgement.sameStages().isEmpty()) {
            return "No order, layers and sequences were found with which these stages break no rule.";
        }
        ServingEstimate found = judgement.sameStages().get();
        return found.layout().equals(judgement.estimate().layout())
                ? "With these stages and formats no other order, layers or sequences do better."
                : "These stages and formats can do " + ServingFacts.objective(found) + ": "
                        + ServingComparisonWords.words(found).factors() + ", layers " + layers(found) + ", up to "
                        + Figures.count(((Pipeline) found.layout()).batching().sequences()) + " sequences.";
    }

    /** A pipeline beside the best one, figure by figure. */
    public static List<ServingSideBySide> sideBySide(ServingComparison comparison) {
        ServedPace own = new ServedPace(comparison.other());
        ServedPace best = new ServedPace(comparison.best());
        List<ServingSideBySide> lines = new ArrayList<>(ServingSideBySide.requests(comparison));
        lines.add(ServingSideBySide.time("step: all at the slowest stage", MILLI * own.slowestSeconds(),
                MILLI * best.slowestSeconds()));
        lines.add(ServingSideBySide.time("step: one through all stages", MILLI * own.throughSeconds(),
                MILLI * best.throughSeconds()));
        return lines;
    }
}
