package org.shardplan.io.batch;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.shardplan.batch.Axis;
import org.shardplan.batch.BatchSummary;
import org.shardplan.batch.CaseRow;
import org.shardplan.batch.Outcome.Solved;
import org.shardplan.io.json.OutputFile;

/** All cases of a batch as CSV, one row each, feasible or not. */
public final class BatchTable {

    private static final List<String> COLUMNS = List.of("status", "objective", "objective_value", "vs_best_percent",
            "gpu", "gpus", "layout", "step_time_s", "hours", "cost_usd", "energy_kwh", "memory_gib_per_gpu",
            "memory_free_gib", "tokens_per_second", "usd_per_hour", "first_token_s", "reason");

    private final Path file;
    private final BatchCases cases;
    private final BatchSummary summary;
    private final CsvWriter csv;

    private BatchTable(Path file, BatchCases cases, BatchSummary summary, CsvWriter csv) {
        this.file = file;
        this.cases = cases;
        this.summary = summary;
        this.csv = csv;
    }

    /** Writes the cases of a journal to a file. */
    public static void write(Path file, BatchJournal journal, BatchCases cases, BatchSummary summary) {
        OutputFile.write(file, draft -> {
            try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(draft)) {
                BatchTable table = new BatchTable(file, cases, summary, csv);
                table.header();
                journal.forEach(table::row);
            }
        });
    }

    private void write(List<String> cells) {
        try {
            csv.writeRecord(cells);
        } catch (UncheckedIOException failure) {
            throw OutputFile.unwritable(file, failure.getCause());
        }
    }

    private void header() {
        List<String> cells = new ArrayList<>(List.of("case", "problem"));
        cases.grid().axes().forEach(axis -> cells.add(axis.path()));
        cells.addAll(COLUMNS);
        write(cells);
    }

    private void row(CaseRow row) {
        List<String> cells = new ArrayList<>(List.of(Integer.toString(row.number()), row.file()));
        List<Axis> axes = cases.grid().axes();
        cells.addAll(cases.isVaried(row.number() - 1)
                ? cases.grid().shown(row.combination())
                : axes.stream().map(axis -> "").toList());
        cells.add(row.outcome().status().label());
        cells.addAll(row.solved().map(this::solved).orElseGet(() -> unsolved(row)));
        write(cells);
    }

    private List<String> solved(Solved solved) {
        return List.of(solved.objective().label(), number(solved.value()), number(summary.percentWorse(solved)),
                solved.choice().pool(), Long.toString(solved.choice().gpus()), solved.choice().layout(),
                number(solved.figures().stepSeconds()), number(solved.figures().hours()),
                number(solved.figures().costUsd()), number(solved.figures().energyKwh()),
                number(solved.figures().memoryGib()), number(solved.figures().freeGib()),
                number(solved.figures().service().tokensPerSecond()), number(solved.figures().service().usdPerHour()),
                number(solved.figures().service().firstTokenSeconds()), "");
    }

    private static List<String> unsolved(CaseRow row) {
        List<String> cells = new ArrayList<>(Collections.nCopies(COLUMNS.size() - 2, ""));
        cells.add(row.outcome().reason());
        return cells;
    }

    private static String number(double value) {
        return Double.isFinite(value)
                ? BigDecimal.valueOf(value).round(new MathContext(9)).stripTrailingZeros().toPlainString()
                : "";
    }
}
