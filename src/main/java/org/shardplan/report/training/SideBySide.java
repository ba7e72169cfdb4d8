package org.shardplan.report.training;

import java.util.Optional;
import org.shardplan.estimate.Estimate;
import org.shardplan.explain.Advice;
import org.shardplan.explain.Comparison;
import org.shardplan.explain.Explanation;
import org.shardplan.report.page.Figures;
import org.shardplan.report.page.Page;
import org.shardplan.report.page.Width;
import org.shardplan.report.words.ComparisonWords;
import org.shardplan.report.words.LayoutWords;
import org.shardplan.solver.Answer;
import org.shardplan.time.TimePart;

/** Where the time of a layout goes, beside where that of the best layout goes. */
public final class SideBySide {

    private static final int[] WIDTHS = {26, -11, -9, -14, -9, -15};
    private static final double PERCENT = 100;
    private static final double VISIBLE_SHARE = 0.0005;

    private final Comparison comparison;
    private final Page page;

    private SideBySide(Comparison comparison, Page page) {
        this.comparison = comparison;
        this.page = page;
    }

    /** Says how far a feasible layout is from the best, and why. */
    public static void write(Explanation explanation, Advice advice, Page page) {
        Optional<Estimate> best = advice.answer().flatMap(Answer::best);
        switch (explanation.verdict()) {
            case FEASIBLE -> best.ifPresent(found ->
                    new SideBySide(new Comparison(found, explanation.estimate()), page).write());
            case REJECTED -> { }
        }
    }

    private void write() {
        Estimate best = comparison.best();
        Estimate other = comparison.other();
        if (other.layout().equals(best.layout())) {
            page.words("Best", "No layout is better.");
            page.blank();
            return;
        }
        LayoutWords words = new LayoutWords(best.problem(), best.layout());
        page.fact("Best layout", words.factors(), words.settingsUnlike(
                new LayoutWords(best.problem(), other.layout())).toArray(String[]::new));
        page.words("This one", ComparisonWords.verdict(comparison));
        page.blank();
        table(best, other);
        page.blank();
    }

    private void table(Estimate best, Estimate other) {
        page.line("  " + page.style().bold(Width.row(WIDTHS, "Time per step", "this one", "", "the best", "",
                "difference")));
        for (TimePart part : TimePart.values()) {
            double own = other.time().seconds(part);
            double theirs = best.time().seconds(part);
            if (Math.max(own / other.stepSeconds(), theirs / best.stepSeconds()) > VISIBLE_SHARE) {
                row(part.label(), own, theirs);
            }
        }
        row("total", other.stepSeconds(), best.stepSeconds());
    }

    private void row(String label, double own, double theirs) {
        page.line("  " + Width.row(WIDTHS, label, seconds(own), share(own, comparison.other()), seconds(theirs),
                share(theirs, comparison.best()), Figures.signedSeconds(own - theirs)));
    }

    private static String seconds(double value) {
        return value == 0 ? "0 s" : Figures.seconds(value);
    }

    private static String share(double seconds, Estimate estimate) {
        return Figures.percent(PERCENT * seconds / estimate.stepSeconds());
    }
}
