package org.shardplan.report.measured;

import org.shardplan.measured.Errors;
import org.shardplan.measured.Evidence;
import org.shardplan.measured.MemoryVerdicts;
import org.shardplan.measured.SourceResult;
import org.shardplan.measured.Validation;
import org.shardplan.report.page.Figures;
import org.shardplan.report.page.Page;
import org.shardplan.report.page.Width;

/** Errors of memory, and how verdicts on it came out. */
final class ValidationMemory {

    private static final int[] ERRORS = {26, -6, -9, -8, -8, -8};
    private static final int[] VERDICTS = {26, -10, -8, -10, -12, -10, -10, -10};

    private final Page page;

    ValidationMemory(Page page) {
        this.page = page;
    }

    void write(Validation validation) {
        if (validation.memoryAverage().count() > 0) {
            errors(validation);
        }
        if (validation.verdicts().total() > 0) {
            verdicts(validation);
        }
    }

    private void errors(Validation validation) {
        page.line(page.style().bold(
                Width.row(ERRORS, "Error of memory, %", "runs", "mean", "median", "bias", "90 %")));
        for (SourceResult source : validation.sources()) {
            if (source.memory().count() > 0) {
                line(source.source(), source.memory());
            }
        }
        line("average", validation.memoryAverage());
        page.blank();
    }

    private void line(String label, Errors errors) {
        page.line(Width.row(ERRORS, label, Figures.count(errors.count()),
                ValidationTimes.error(errors.meanAbsolute()), ValidationTimes.error(errors.median()),
                ValidationTimes.signed(errors.bias()), ValidationTimes.error(errors.ninetieth())));
    }

    private void verdicts(Validation validation) {
        page.line(Width.row(new int[] {26, -28, -32}, "", "those that ran", "those out of memory"));
        page.line(page.style().bold(Width.row(VERDICTS, "Said of memory",
                "fits", "tight", "does not", "fits", "tight", "does not", "right")));
        for (SourceResult source : validation.sources()) {
            if (source.evidence() == Evidence.MEASURED && source.verdicts().total() > 0) {
                line(source.source(), source.verdicts());
            }
        }
        line("all", validation.verdicts());
        page.line(Figures.format("  %.1f %% of the clear verdicts are right, %.1f %% are too close to call (tight).",
                validation.verdicts().accuracyPercent(), validation.verdicts().tightPercent()));
        long untold = validation.replays().stream()
                .filter(replay -> !replay.run().setup().recomputationTold() && replay.isTimed()).count();
        if (untold > 0) {
            page.line("  Not counted: " + Figures.count(untold, "run whose report does", "runs whose reports do")
                    + " not tell what was recomputed.");
        }
        page.blank();
    }

    private void line(String label, MemoryVerdicts verdicts) {
        page.line(Width.row(VERDICTS, label, Figures.count(verdicts.ran().fits()),
                Figures.count(verdicts.ran().tight()), Figures.count(verdicts.ran().doesNotFit()),
                Figures.count(verdicts.outOfMemory().fits()), Figures.count(verdicts.outOfMemory().tight()),
                Figures.count(verdicts.outOfMemory().doesNotFit()), Figures.percent(verdicts.accuracyPercent())));
    }
}
