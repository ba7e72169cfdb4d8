package org.shardplan.report.mixed;

import java.util.List;
import org.shardplan.mixed.explain.MixedExplanation;
import org.shardplan.mixed.explain.MixedExplanation.OneMore;
import org.shardplan.report.page.Figures;
import org.shardplan.report.page.Page;
import org.shardplan.report.page.Width;

/** What one more node of each pool would bring a mixed pipeline. */
public final class MixedWorth {

    private static final double PERCENT = 100;
    private static final int[] WIDTHS = {34, -12, -22};

    private MixedWorth() {
    }

    public static void write(MixedExplanation explanation, Page page) {
        if (explanation.oneMore().isEmpty()) {
            return;
        }
        double now = explanation.answer().best().orElseThrow().stepSeconds();
        page.line("  " + page.style().bold(Width.row(WIDTHS, "One more node, solved again", "step", "shorter by")));
        for (OneMore more : explanation.oneMore()) {
            List<String> cells = cells(more, now);
            page.line("  " + Width.row(WIDTHS, cells.get(0), cells.get(1), cells.get(2)));
        }
        page.blank();
    }

    /** The pool, the step with one more node of it, and how much shorter than now that is. */
    public static List<String> cells(OneMore more, double now) {
        boolean isKnown = Double.isFinite(more.stepSeconds());
        return List.of("of " + more.pool().name(), isKnown ? Figures.seconds(more.stepSeconds()) : "not proved",
                isKnown ? Figures.percent(PERCENT * (1 - more.stepSeconds() / now)) : "");
    }
}
