package org.shardplan.report.mixed;

import org.shardplan.mixed.serving.MixedServingJudgement;
import org.shardplan.report.page.Page;
import org.shardplan.report.page.Width;
import org.shardplan.report.serving.ServingTitle;
import org.shardplan.report.words.Rejections;
import org.shardplan.report.words.ServingComparisonWords;
import org.shardplan.report.words.ServingFacts;
import org.shardplan.report.words.ServingWords;
import org.shardplan.serving.explain.ServingComparison;

/** The verdict on a pipeline that serves and was given, beside the best one. */
final class ServedJudgementReport {

    private static final int[] WIDTHS = {34, -14, -14, -14};

    private final MixedServingJudgement judgement;
    private final Page page;

    private ServedJudgementReport(MixedServingJudgement judgement, Page page) {
        this.judgement = judgement;
        this.page = page;
    }

    static void write(MixedServingJudgement judgement, Page page) {
        ServingTitle.write(judgement.estimate().problem(), page);
        ServedJudgementReport report = new ServedJudgementReport(judgement, page);
        Rejections.verdict("pipeline", judgement.judged().violations(), page);
        Rejections.afterVerdict("pipeline", judgement.judged().isImpossible(), page);
        page.words("Same stages", ServedWords.sameStages(judgement));
        report.best();
        ServingFacts.write("This one", judgement.estimate(), page);
        ServedStages.write(judgement.estimate(), page);
        page.blank();
    }

    private void best() {
        if (judgement.comparison().isEmpty()) {
            ServedPipelineReport.notFound(judgement.answer(), page);
        } else if (ServingComparisonWords.isSame(judgement.comparison().get())) {
            page.words("Best", judgement.answer().isProved() ? "No pipeline is better." : "No better one was found.");
        } else {
            beside(judgement.comparison().get());
        }
        page.blank();
    }

    private void beside(ServingComparison comparison) {
        ServingWords words = ServingComparisonWords.words(comparison.best());
        page.fact(judgement.answer().isProved() ? "Best pipeline" : "Best found", words.factors(),
                words.settingsUnlike(ServingComparisonWords.words(comparison.other())).toArray(String[]::new));
        page.words("", "Layers " + ServedWords.layers(comparison.best()) + ".");
        page.words("This one", judgement.judged().violations().isEmpty()
                ? ServingComparisonWords.verdict(comparison) : "not feasible, see above.");
        page.blank();
        page.line("  " + page.style().bold(Width.row(WIDTHS, "", "this one", "the best", "difference")));
        ServedWords.sideBySide(comparison).forEach(line -> page.line("  "
                + Width.row(WIDTHS, line.label(), line.own(), line.best(), line.difference())));
    }
}
