package org.shardplan.report.measured;

import java.util.OptionalDouble;
import org.shardplan.measured.Sweep;
import org.shardplan.measured.SweepSummary;
import org.shardplan.measured.Validation;
import org.shardplan.report.page.Depth;
import org.shardplan.report.page.Figures;
import org.shardplan.report.page.Page;
import org.shardplan.report.page.Width;

/** How well layouts are ranked where only the layout differs. */
final class ValidationSweeps {

    private static final int[] SUMMARY = {26, -8, -10, -14, -14, -16};
    private static final int[] COLUMNS = {46, -7, -7, -10, -8, -8, -12};

    private final Page page;
    private final Depth depth;

    ValidationSweeps(Page page, Depth depth) {
        this.page = page;
        this.depth = depth;
    }

    void write(Validation validation) {
        if (validation.sweeps().isEmpty()) {
            return;
        }
        page.line(page.style().bold(Width.row(SUMMARY, "Same question, many layouts", "sweeps", "Kendall",
                "best in 3", "regret", "out of memory")));
        validation.sweepSummaries().forEach(this::line);
        page.blank();
        if (depth == Depth.FULL) {
            page.line(page.style().bold(Width.row(COLUMNS, "Sweep (sequence, GPUs, kernels)", "runs", "timed",
                    "Kendall", "best", "in 3", "regret")));
            validation.sweeps().forEach(this::line);
            page.blank();
        }
    }

    private void line(SweepSummary summary) {
        page.line(Width.row(SUMMARY, summary.source(), Figures.count(summary.sweeps()),
                Figures.format("%.2f", summary.kendallTau()), Figures.percent(summary.bestAmongFirstPercent()),
                Figures.percent(summary.regretPercent()), Figures.count(summary.outOfMemory())));
    }

    private void line(Sweep sweep) {
        OptionalDouble regret = sweep.regretPercent();
        page.line(Width.row(COLUMNS, label(sweep.label()), Figures.count(sweep.replays().size()),
                Figures.count(sweep.timed().size()), Figures.format("%.2f", sweep.kendallTau()),
                regret.isPresent() && regret.getAsDouble() == 0 ? "yes" : "no", sweep.bestIsAmongFirst() ? "yes" : "no",
                regret.isPresent() ? Figures.percent(regret.getAsDouble()) : "ran out"));
    }

    private static String label(Sweep.Label label) {
        String model = label.model().replaceAll("\\s*\\(.*\\)", "");
        String text = label.source() + " " + model + " " + label.sequenceLength() + ", " + label.gpus() + ", "
                + label.details();
        return text.length() <= COLUMNS[0] - 1 ? text : text.substring(0, COLUMNS[0] - 2) + "…";
    }
}
