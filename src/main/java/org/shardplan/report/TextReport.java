package org.shardplan.report;

import java.util.List;
import java.util.Optional;
import org.shardplan.estimate.Estimate;
import org.shardplan.explain.Advice;
import org.shardplan.explain.Explanation;
import org.shardplan.fleet.explain.FleetExplanation;
import org.shardplan.fleet.planner.FleetSolution;
import org.shardplan.mixed.explain.MixedExplanation;
import org.shardplan.mixed.explain.MixedJudgement;
import org.shardplan.mixed.planner.MixedAnswer;
import org.shardplan.report.fleet.FleetExplanationReport;
import org.shardplan.report.fleet.FleetReport;
import org.shardplan.report.mixed.MixedJudgementReport;
import org.shardplan.report.mixed.MixedOrders;
import org.shardplan.report.mixed.MixedReport;
import org.shardplan.report.mixed.MixedWorth;
import org.shardplan.report.page.Closing;
import org.shardplan.report.page.Depth;
import org.shardplan.report.page.Figures;
import org.shardplan.report.page.Page;
import org.shardplan.report.page.Style;
import org.shardplan.report.page.Title;
import org.shardplan.report.training.BindingTable;
import org.shardplan.report.training.Charts;
import org.shardplan.report.training.RepairTable;
import org.shardplan.report.training.RunnersUp;
import org.shardplan.report.training.SideBySide;
import org.shardplan.report.training.StageTable;
import org.shardplan.report.training.Verdict;
import org.shardplan.report.words.Facts;
import org.shardplan.report.words.LayoutWords;
import org.shardplan.report.words.ObstacleWords;
import org.shardplan.report.words.ProofWords;
import org.shardplan.report.words.Rejections;
import org.shardplan.report.words.RulePrice;
import org.shardplan.solver.Answer;
import org.shardplan.solver.Answer.NearMiss;

/**
 * What was found as the terminal shows it: the verdict, then the evidence, then the way on.
 *
 * @param style what the terminal can show
 * @param depth how much to tell
 */
public record TextReport(Style style, Depth depth) {

    /**
     * The report on an answer, with a line feed at its end.
     *
     * @param answer the answer
     * @param nextCommands what the reader may want to run next
     */
    public String of(Answer answer, List<String> nextCommands) {
        Page page = new Page(style);
        Title.write(answer.problem(), page);
        Optional<Estimate> best = answer.best();
        if (best.isPresent()) {
            found(answer, best.get(), page);
        } else {
            notFound(answer, page);
        }
        page.blank();
        Rejections.write(answer.rejections(), RulePrice.of(answer), depth, page);
        return Closing.close(page, depth, answer.problem().assumptions(), nextCommands);
    }

    /**
     * The report on a fleet, with a line feed at its end.
     *
     * @param solution the plan
     * @param nextCommands what the reader may want to run next
     */
    public String of(FleetSolution solution, List<String> nextCommands) {
        Page page = new Page(style);
        FleetReport.write(solution, page);
        return Closing.close(page, depth, solution.problem().assumptions(), nextCommands);
    }

    /**
     * The report on why the plan of a fleet is as it is, with a line feed at its end.
     *
     * @param explanation the plan, explained
     * @param nextCommands what the reader may want to run next
     */
    public String of(FleetExplanation explanation, List<String> nextCommands) {
        Page page = new Page(style);
        FleetExplanationReport.write(explanation, depth, page);
        return Closing.close(page, depth, explanation.solution().problem().assumptions(), nextCommands);
    }

    /**
     * The report on a mixed pipeline, with a line feed at its end.
     *
     * @param answer the pipeline
     * @param nextCommands what the reader may want to run next
     */
    public String of(MixedAnswer answer, List<String> nextCommands) {
        return of(MixedExplanation.of(answer), nextCommands);
    }

    /**
     * The report on a mixed pipeline and what more nodes would bring, with a line feed at its end.
     *
     * @param explanation the pipeline
     * @param nextCommands what the reader may want to run next
     */
    public String of(MixedExplanation explanation, List<String> nextCommands) {
        Page page = new Page(style);
        MixedReport.write(explanation.answer(), page);
        MixedOrders.write(explanation, page);
        MixedWorth.write(explanation, page);
        return Closing.close(page, depth, explanation.answer().problem().assumptions(), nextCommands);
    }

    /**
     * The report on a mixed pipeline that was given, with a line feed at its end.
     *
     * @param judgement the verdict
     * @param nextCommands what the reader may want to run next
     */
    public String of(MixedJudgement judgement, List<String> nextCommands) {
        Page page = new Page(style);
        MixedJudgementReport.write(judgement, page);
        return Closing.close(page, depth, judgement.estimate().problem().assumptions(), nextCommands);
    }

    private static void found(Answer answer, Estimate best, Page page) {
        Facts.write("Best layout", best, page);
        ProofWords.write(answer, page);
        Charts.write(best, page);
        RunnersUp.write(answer.ranking(), page);
    }

    private static void notFound(Answer answer, Page page) {
        ProofWords.write(answer, page);
        answer.remedies().moreGpus().ifPresent(enough -> moreGpus(enough, page));
        page.blank();
        Optional<NearMiss> nearest = answer.remedies().nearest();
        if (nearest.isPresent()) {
            Facts.write("Nearest miss", nearest.get().estimate(), page);
            Rejections.violations(nearest.get().violations(), page);
            Charts.write(nearest.get().estimate(), page);
        }
    }

    private static void moreGpus(Estimate enough, Page page) {
        page.line("  With more of the same GPUs, " + Figures.count(enough.gpus()) + " would do: "
                + new LayoutWords(enough.problem(), enough.layout()).factors() + ", "
                + Figures.seconds(enough.stepSeconds()) + " a step.");
    }

    /** The report on one layout without advice, with a line feed at its end. */
    public String of(Explanation explanation, List<String> nextCommands) {
        return of(explanation, Advice.NONE, nextCommands);
    }

    /**
     * The report on one layout, with a line feed at its end.
     *
     * @param explanation the verdict
     * @param advice what is better, or near and feasible
     * @param nextCommands what the reader may want to run next
     */
    public String of(Explanation explanation, Advice advice, List<String> nextCommands) {
        Page page = new Page(style);
        Title.write(explanation.estimate().problem(), page);
        Verdict.write(explanation, page);
        RepairTable.write(advice, depth, page);
        ObstacleWords.write(advice, page);
        SideBySide.write(explanation, advice, page);
        BindingTable.write(advice, page);
        Facts.write("Layout", explanation.estimate(), page);
        Charts.write(explanation.estimate(), page);
        StageTable.write(explanation, page);
        page.blank();
        return Closing.close(page, depth, explanation.estimate().problem().assumptions(), nextCommands);
    }
}
