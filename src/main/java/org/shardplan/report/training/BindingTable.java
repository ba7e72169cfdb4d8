package org.shardplan.report.training;

import org.shardplan.explain.Advice;
import org.shardplan.explain.Binding.Doubt;
import org.shardplan.explain.Binding.Increment;
import org.shardplan.report.page.Figures;
import org.shardplan.report.page.Page;
import org.shardplan.report.page.Width;
import org.shardplan.report.words.ComparisonWords;

/** What a little more of everything would bring, and how sure the choice is. */
public final class BindingTable {

    private static final int[] WIDTHS = {44, -14, 3};

    private BindingTable() {
    }

    public static void write(Advice advice, Page page) {
        if (advice.binding().increments().isEmpty()) {
            return;
        }
        page.line("  " + page.style().bold(Width.row(WIDTHS, "What binds", "gain", "") + "then best"));
        advice.binding().increments().forEach(increment -> write(increment, page));
        page.blank();
        page.line("  " + page.style().bold(Width.row(WIDTHS, "If the model errs", "loss", "") + "then best"));
        advice.binding().doubts().forEach(doubt -> write(doubt, page));
        page.blank();
    }

    private static void write(Increment increment, Page page) {
        page.line("  " + Width.row(WIDTHS, increment.what(), Figures.percent(increment.gainPercent()), "")
                + ComparisonWords.best(increment.comparison()));
    }

    private static void write(Doubt doubt, Page page) {
        page.line("  " + Width.row(WIDTHS, doubt.what(), loss(doubt), "") + best(doubt));
    }

    /** What the choice loses if the model errs like that. */
    public static String loss(Doubt doubt) {
        return doubt.holds() ? Figures.percent(Math.max(0, doubt.comparison().percent())) : "breaks limits";
    }

    /** What would be best then. */
    public static String best(Doubt doubt) {
        return ComparisonWords.best(doubt.comparison())
                + (doubt.changesChoice() || ComparisonWords.isSame(doubt.comparison()) ? "" : ", a tie");
    }
}
