package org.shardplan.io.runs;

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
import org.shardplan.measured.ServedRun;
import org.shardplan.measured.UnsupportedRun;
import org.shardplan.serving.measured.ServedPrediction;
import org.shardplan.serving.measured.ServedPredictor;

/** Tables of runs with their predictions: every row and column as it was, and what the model says behind them. */
public final class PredictionsTable {

    private static final String FITS = "predicted_fits";
    private static final String REASON = "unsupported";
    private static final List<String> TRAINING = List.of("predicted_iter_time_s", "predicted_peak_mem_gib");
    private static final List<String> SERVING =
            List.of("predicted_ttft_ms", "predicted_tpot_ms", "predicted_tokens_per_s_total");
    private static final double MILLI = 1000;
    private static final MathContext SIX_DIGITS = new MathContext(6);

    private PredictionsTable() {
    }

    /** The tables one after the other, as CSV; a column that one of them lacks stays empty in its rows. */
    public static String of(List<RunTable> tables, Predictor predictor) {
        Set<String> columns = new LinkedHashSet<>();
        tables.forEach(table -> columns.addAll(table.header()));
        List<String> added = added(tables);
        added.forEach(columns::remove);
        StringBuilder text = new StringBuilder();
        line(joined(List.copyOf(columns), added), text);
        for (RunTable table : tables) {
            for (int row = 0; row < table.rows().size(); row++) {
                List<String> cells = cells(columns, table.header(), table.rows().get(row));
                Map<String, String> values = values(table.runs().get(row), predictor);
                line(joined(cells, added.stream().map(column -> values.getOrDefault(column, "")).toList()), text);
            }
        }
        return text.toString();
    }

    /** Columns for what these tables tell of: training, serving or both. */
    private static List<String> added(List<RunTable> tables) {
        List<String> added = new ArrayList<>(List.of(FITS));
        if (tables.stream().anyMatch(table -> !table.isServing())) {
            added.addAll(TRAINING);
        }
        if (tables.stream().anyMatch(RunTable::isServing)) {
            added.addAll(SERVING);
        }
        added.add(REASON);
        return added;
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

    private static Map<String, String> values(Run run, Predictor predictor) {
        if (run instanceof UnsupportedRun unsupported) {
            return Map.of(REASON, unsupported.reason());
        }
        return run instanceof ServedRun served
                ? values(ServedPredictor.predict(served.setup()))
                : values(predictor.predict(((MeasuredRun) run).setup()));
    }

    private static Map<String, String> values(Prediction prediction) {
        return Map.of(FITS, yes(prediction.fit() != Fit.DOES_NOT_FIT),
                TRAINING.get(0), number(prediction.stepSeconds()), TRAINING.get(1), number(prediction.memoryGib()));
    }

    private static Map<String, String> values(ServedPrediction prediction) {
        return Map.of(FITS, yes(prediction.fits()),
                SERVING.get(0), number(MILLI * prediction.times().ttft()),
                SERVING.get(1), number(MILLI * prediction.times().tpot()),
                SERVING.get(2), number(prediction.tokensPerSecond()));
    }

    private static String yes(boolean fits) {
        return fits ? "yes" : "no";
    }

    /** Six digits; what has no number, such as a wait without end, stays empty. */
    private static String number(double value) {
        return !Double.isFinite(value) ? ""
                : BigDecimal.valueOf(value).round(SIX_DIGITS).stripTrailingZeros().toPlainString();
    }
}
