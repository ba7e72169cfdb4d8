package org.shardplan.report.measured;

import org.shardplan.measured.Errors;
import org.shardplan.measured.Refit;
import org.shardplan.measured.Refit.RefittedConstant;
import org.shardplan.measured.Refit.SourceErrors;
import org.shardplan.measured.SweepSummary;
import org.shardplan.report.page.Figures;
import org.shardplan.report.page.Page;
import org.shardplan.report.page.Width;

/** Errors of step times whose constants and scales owe nothing to the runs they are for. */
final class ValidationRefit {

    private static final int[] COLUMNS = {25, -5, -7, -7, -7, -9, -7, -7, -9, -7, -7};
    private static final int[] HEADS = {30, -21, -23, -23};
    private static final int[] CONSTANTS = {44, -12, -12, -12};
    private static final int[] SWEEPS = {40, -8, -10, -12, -12, -16};

    private final Page page;

    ValidationRefit(Page page) {
        this.page = page;
    }

    void write(Refit refit) {
        page.line("Shared constants fitted anew, from kernel tables and data sheets, without the runs they predict:");
        page.blank();
        errors(refit);
        sweeps(refit);
        constants(refit);
    }

    private void errors(Refit refit) {
        page.line(Width.row(HEADS, "", "without its model", "new source, anchored", "new source, cold"));
        page.line(page.style().bold(Width.row(COLUMNS, "Error of step times, %", "runs",
                "mean", "bias", "90 %", "mean", "bias", "90 %", "mean", "bias", "90 %")));
        refit.sources().forEach(this::line);
        average(refit.denseAverage());
        average(refit.expertAverage());
        average(refit.average());
        page.line("  Without its model: constants and scale from other models. New source: constants from other");
        page.line("  sources, scale from its own other runs (anchored) or from other sources (cold).");
        page.blank();
    }

    private void average(SourceErrors average) {
        if (average.cold().count() > 0) {
            line(average);
        }
    }

    private void line(SourceErrors source) {
        page.line(Width.row(COLUMNS, source.source(), Figures.count(source.cold().count()),
                mean(source.withoutModel()), bias(source.withoutModel()), most(source.withoutModel()),
                mean(source.anchored()), bias(source.anchored()), most(source.anchored()),
                mean(source.cold()), bias(source.cold()), most(source.cold())));
    }

    private static String mean(Errors errors) {
        return ValidationTimes.error(errors.meanAbsolute());
    }

    private static String bias(Errors errors) {
        return ValidationTimes.signed(errors.bias());
    }

    private static String most(Errors errors) {
        return ValidationTimes.error(errors.ninetieth());
    }

    private void sweeps(Refit refit) {
        if (refit.sweeps().isEmpty()) {
            return;
        }
        page.line(page.style().bold(Width.row(SWEEPS, "Many layouts, constants of other sources", "sweeps", "Kendall",
                "best in 3", "regret", "out of memory")));
        refit.sweeps().forEach(this::line);
        page.blank();
    }

    private void line(SweepSummary summary) {
        page.line(Width.row(SWEEPS, summary.source(), Figures.count(summary.sweeps()),
                Figures.format("%.2f", summary.kendallTau()), Figures.percent(summary.bestAmongFirstPercent()),
                Figures.percent(summary.regretPercent()), Figures.count(summary.outOfMemory())));
    }

    private void constants(Refit refit) {
        page.line(page.style().bold(Width.row(CONSTANTS, "Constant", "tables", "least", "most")));
        refit.constants().forEach(this::line);
        page.line("  Least and most: fitted with one of the sources left out.");
        page.blank();
    }

    private void line(RefittedConstant constant) {
        page.line(Width.row(CONSTANTS, constant.name(), Figures.number(constant.table()),
                Figures.number(constant.least()), Figures.number(constant.most())));
    }
}
