package org.shardplan.report.mixed;

import org.shardplan.mixed.explain.MixedComparison;
import org.shardplan.mixed.explain.MixedJudgement;
import org.shardplan.mixed.planner.MixedEstimate;
import org.shardplan.mixed.planner.StepPart;
import org.shardplan.report.page.Figures;
import org.shardplan.report.page.Page;
import org.shardplan.report.page.Title;
import org.shardplan.report.page.Width;
import org.shardplan.report.words.Facts;
import org.shardplan.report.words.Rejections;

/** The verdict on a mixed pipeline that was given, beside the best one. */
public final class MixedJudgementReport {

    private static final int[] WIDTHS = {26, -12, -12, -14};

    private final MixedJudgement judgement;
    private final Page page;

    private MixedJudgementReport(MixedJudgement judgement, Page page) {
        this.judgement = judgement;
        this.page = page;
    }

    public static void write(MixedJudgement judgement, Page page) {
        Title.write(judgement.estimate().problem().training(), page);
        MixedJudgementReport report = new MixedJudgementReport(judgement, page);
        Rejections.verdict("pipeline", judgement.violations(), page);
        Rejections.afterVerdict("pipeline", judgement.isImpossible(), page);
        report.sameOrder();
        report.best();
        Facts.write("This one", MixedFacts.of("This one", judgement.estimate()), page);
        MixedStages.write(judgement.estimate(), page);
        page.blank();
    }

    private void sameOrder() {
        page.words("Same order", sameOrder(judgement));
    }

    /** What the same nodes in the same order could do at best. */
    public static String sameOrder(MixedJudgement judgement) {
        return judgement.sameOrder().map(found -> found.layout().equals(judgement.estimate().layout())
                ? "With these nodes in this order no other layers or recomputation are faster."
                : "With these nodes in this order, layers " + MixedWords.layers(found) + " would take "
                        + Figures.seconds(found.stepSeconds()) + " a step.")
                .orElse("With these nodes in this order, and the same in common, no layers find room.");
    }

    private void best() {
        if (judgement.comparison().isEmpty()) {
            MixedReport.notFound(judgement.answer(), page);
            page.blank();
            return;
        }
        MixedComparison comparison = judgement.comparison().get();
        if (comparison.isSame()) {
            page.words("Best", judgement.answer().isProved() ? "No pipeline is better." : "No better one was found.");
            page.blank();
            return;
        }
        page.fact(judgement.answer().isProved() ? "Best pipeline" : "Best found",
                MixedWords.shape(comparison.best()), MixedWords.sharedUnlike(comparison.best(), comparison.other())
                        .toArray(String[]::new));
        page.words("", MixedWords.order(comparison.best()) + "; layers " + MixedWords.layers(comparison.best()));
        page.words("This one", MixedWords.verdict(comparison));
        page.blank();
        table(comparison);
        page.blank();
    }

    private void table(MixedComparison comparison) {
        page.line("  " + page.style().bold(Width.row(WIDTHS, "Time per step", "this one", "the best", "difference")));
        for (StepPart part : StepPart.values()) {
            row(part.label(), part.seconds(comparison.other()), part.seconds(comparison.best()));
        }
        MixedEstimate best = comparison.best();
        row("total", comparison.other().stepSeconds(), best.stepSeconds());
    }

    private void row(String label, double own, double theirs) {
        page.line("  " + Width.row(WIDTHS, label, Figures.seconds(own), Figures.seconds(theirs),
                Figures.signedSeconds(own - theirs)));
    }
}
