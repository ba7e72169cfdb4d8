package org.shardplan.io;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.shardplan.estimate.Fit;
import org.shardplan.measured.MeasuredRun;
import org.shardplan.measured.Prediction;
import org.shardplan.measured.Predictor;
import org.shardplan.measured.Run;
import org.shardplan.measured.UnsupportedRun;

/** Tables of runs with their predictions: every row and column as it was, and what the model says behind them. */
public final class PredictionsTable {

    private static final List<String> ADDED = RunTableColumns.PREDICTED;
    private static final MathContext SIX_DIGITS = new MathContext(6);

    private PredictionsTable() {
    }

    /** The tables one after the other, as CSV; a column that one of them lacks stays empty in its rows. */
    public static String of(List<RunTable> tables, Predictor predictor) {
        Set<String> columns = new LinkedHashSet<>();
        tables.forEach(table -> columns.addAll(table.header()));
        ADDED.forEach(columns::remove);
        StringBuilder text = new StringBuilder();
        line(joined(List.copyOf(columns), ADDED), text);
        for (RunTable table : tables) {
            for (int row = 0; row < table.rows().size(); row++) {
                List<String> cells = cells(columns, table.header(), table.rows().get(row));
                line(joined(cells, added(table.runs().get(row), predictor)), text);
            }
        }
        return text.toString();
    }

    private static void line(List<String> cells, StringBuilder text) {
        StringWriter line = new StringWriter();
        try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(line)) {
            csv.writeRecord(cells);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        text.append(line);
    }

    private static List<String> joined(List<String> first, List<String> second) {
        List<String> joined = new ArrayList<>(first);
        joined.addAll(second);
        return joined;
    }

    private static List<String> cells(Set<String> columns, List<String> header, List<String> row) {
        Map<String, String> cells = new HashMap<>();
        for (int column = 0; column < header.size(); column++) {
            cells.put(header.get(column), row.get(column));
        }
        return columns.stream().map(column -> cells.getOrDefault(column, "")).toList();
    }

    private static List<String> added(Run run, Predictor predictor) {
        if (run instanceof UnsupportedRun unsupported) {
            return List.of("", "", "", unsupported.reason());
        }
        Prediction prediction = predictor.predict(((MeasuredRun) run).setup());
        return List.of(prediction.fit() == Fit.DOES_NOT_FIT ? "no" : "yes", number(prediction.stepSeconds()),
                number(prediction.memoryGib()), "");
    }

    private static String number(double value) {
        return BigDecimal.valueOf(value).round(SIX_DIGITS).stripTrailingZeros().toPlainString();
    }
}
