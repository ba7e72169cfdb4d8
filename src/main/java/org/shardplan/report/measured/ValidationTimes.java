package org.shardplan.report.measured;

import java.util.List;
import java.util.function.Function;
import org.shardplan.measured.Errors;
import org.shardplan.measured.Evidence;
import org.shardplan.measured.SourceResult;
import org.shardplan.measured.TimeErrors;
import org.shardplan.measured.Validation;
import org.shardplan.report.page.Figures;
import org.shardplan.report.page.Page;
import org.shardplan.report.page.Width;

/** Errors of step times: two tables, each with an easier question on the left and a harder one on the right. */
final class ValidationTimes {

    private static final int[] COLUMNS = {26, -6, -9, -8, -8, -8, -9, -8, -8, -8};
    private static final int[] HEADS = {32, -33, -33};

    private final Page page;

    ValidationTimes(Page page) {
        this.page = page;
    }

    /**
     * Two disciplines side by side.
     *
     * @param left heading and errors
     * @param right heading and errors
     */
    private record Pair(Discipline left, Discipline right) {
    }

    private record Discipline(String heading, Function<TimeErrors, Errors> errors) {
    }

    void write(Validation validation) {
        if (validation.sources().stream().noneMatch(SourceResult::isTimed)) {
            return;
        }
        table(validation, new Pair(
                new Discipline("one scale per group", TimeErrors::anchored),
                new Discipline("as predicted", TimeErrors::cold)));
        table(validation, new Pair(
                new Discipline("scale without its model", TimeErrors::withoutModel),
                new Discipline("scale without its source", TimeErrors::withoutSource)));
    }

    private void table(Validation validation, Pair pair) {
        page.line(Width.row(HEADS, "", pair.left().heading(), pair.right().heading()));
        page.line(page.style().bold(Width.row(COLUMNS, "Error of step times, %", "runs",
                "mean", "median", "bias", "90 %", "mean", "median", "bias", "90 %")));
        for (SourceResult source : validation.sources()) {
            if (source.isTimed()) {
                line(label(source), source.time(), pair);
            }
        }
        averages(validation, pair);
        if (validation.sources().stream().anyMatch(source -> !isMeasured(source))) {
            page.line(page.style().faint("  In parentheses: simulated or rounded figures, not part of the averages."));
        }
        page.blank();
    }

    private void averages(Validation validation, Pair pair) {
        List<String> labels = List.of("dense models", "experts", "all");
        List<TimeErrors> averages =
                List.of(validation.denseAverage(), validation.expertAverage(), validation.average());
        for (int index = 0; index < labels.size(); index++) {
            if (averages.get(index).cold().count() > 0) {
                line("average, " + labels.get(index), averages.get(index), pair);
            }
        }
    }

    private static String label(SourceResult source) {
        return isMeasured(source) ? source.source() : "(" + source.source() + ")";
    }

    private static boolean isMeasured(SourceResult source) {
        return source.evidence() == Evidence.MEASURED;
    }

    private void line(String label, TimeErrors time, Pair pair) {
        Errors left = pair.left().errors().apply(time);
        Errors right = pair.right().errors().apply(time);
        page.line(Width.row(COLUMNS, label, Figures.count(time.cold().count()),
                error(left.meanAbsolute()), error(left.median()), signed(left.bias()), error(left.ninetieth()),
                error(right.meanAbsolute()), error(right.median()), signed(right.bias()), error(right.ninetieth())));
    }

    static String error(double percent) {
        return Double.isFinite(percent) ? Figures.format("%.1f", percent) : "-";
    }

    static String signed(double percent) {
        return Double.isFinite(percent) ? Figures.format("%+.1f", percent) : "-";
    }
}
