package org.shardplan.report.serving;

import java.util.List;
import java.util.Optional;
import org.shardplan.report.page.Closing;
import org.shardplan.report.page.Depth;
import org.shardplan.report.page.Figures;
import org.shardplan.report.page.Page;
import org.shardplan.report.page.Style;
import org.shardplan.report.page.Width;
import org.shardplan.report.words.Rejections;
import org.shardplan.report.words.ServingComparisonWords;
import org.shardplan.report.words.ServingFacts;
import org.shardplan.report.words.ServingWords;
import org.shardplan.serving.estimate.ServingEstimate;
import org.shardplan.serving.explain.ServingAdvice;
import org.shardplan.serving.explain.ServingBinding;
import org.shardplan.serving.explain.ServingComparison;
import org.shardplan.serving.explain.ServingExplanation;
import org.shardplan.serving.explain.ServingRepair;

/**
 * What is to be said about one serving layout, as the terminal shows it.
 *
 * @param style what the terminal can show
 * @param depth how much to tell
 */
public record ServingExplanationReport(Style style, Depth depth) {

    private static final double MILLI = 1000;
    private static final int[] REPAIRS = {50, -14, -11, -11, -9};
    private static final int[] SIDES = {26, -14, -14, -14};
    private static final int[] BINDINGS = {44, -10, 3};

    /**
     * The report on one layout, with a line feed at its end.
     *
     * @param explanation the verdict
     * @param advice what is better, or near and feasible
     * @param nextCommands what the reader may want to run next
     */
    public String of(ServingExplanation explanation, ServingAdvice advice, List<String> nextCommands) {
        Page page = new Page(style);
        ServingTitle.write(explanation.estimate().problem(), page);
        Rejections.verdict("layout", explanation.violations(), page);
        Rejections.afterVerdict("layout", explanation.isImpossible(), page);
        repairs(advice, page);
        ServingReport.remedies(advice.answer().remedies(), page);
        beside(explanation, advice, page);
        bindings(advice, page);
        ServingFacts.write("Layout", explanation.estimate(), page);
        ServingCharts.write(explanation.estimate(), page);
        page.blank();
        return Closing.close(page, depth, explanation.estimate().problem().assumptions(), nextCommands);
    }

    private void repairs(ServingAdvice advice, Page page) {
        if (advice.repairs().isEmpty()) {
            return;
        }
        page.line("  " + style.bold(Width.row(REPAIRS, "Nearest repairs", "objective", "first", "next", "vs best")));
        advice.repairs().forEach(repair -> write(repair, advice.answer().best(), page));
        page.blank();
    }

    private static void write(ServingRepair repair, Optional<ServingEstimate> best, Page page) {
        String changes = ServingComparisonWords.changes(repair);
        ServingEstimate estimate = repair.estimate();
        boolean fits = Width.of(changes) < REPAIRS[0];
        if (!fits) {
            page.line("  " + changes);
        }
        page.line("  " + Width.row(REPAIRS, fits ? changes : "", ServingFacts.objective(estimate),
                Figures.seconds(estimate.times().late().ttftMs() / MILLI),
                ServingFacts.nextToken(estimate),
                best.map(found -> new ServingComparison(found, estimate)).map(ServingComparisonWords::difference)
                        .orElse("")));
        page.remark(List.of(ServingComparisonWords.words(estimate).factors()));
    }

    private void beside(ServingExplanation explanation, ServingAdvice advice, Page page) {
        Optional<ServingEstimate> best = advice.answer().best();
        if (best.isEmpty() || explanation.isImpossible()) {
            return;
        }
        ServingComparison comparison = new ServingComparison(best.get(), explanation.estimate());
        if (ServingComparisonWords.isSame(comparison)) {
            page.words("Best", "No layout is better.");
            page.blank();
            return;
        }
        ServingWords words = ServingComparisonWords.words(best.get());
        page.fact("Best layout", words.factors(), words.settingsUnlike(
                ServingComparisonWords.words(explanation.estimate())).toArray(String[]::new));
        page.words("This one", explanation.violations().isEmpty() ? ServingComparisonWords.verdict(comparison)
                : "not feasible, see above.");
        page.blank();
        page.line("  " + style.bold(Width.row(SIDES, "", "this one", "the best", "difference")));
        ServingSideBySide.of(comparison).forEach(line -> page.line("  "
                + Width.row(SIDES, line.label(), line.own(), line.best(), line.difference())));
        page.blank();
    }

    private void bindings(ServingAdvice advice, Page page) {
        if (advice.bindings().isEmpty()) {
            return;
        }
        page.line("  " + style.bold(Width.row(BINDINGS, "What binds", "gain", "") + "then best"));
        for (ServingBinding binding : advice.bindings()) {
            page.line("  " + Width.row(BINDINGS, binding.what(), Figures.percent(binding.gainPercent()), "")
                    + ServingComparisonWords.best(binding.comparison()));
        }
        page.blank();
    }
}
