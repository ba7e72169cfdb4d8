package org.shardplan.io.runs;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.shardplan.io.catalogue.Catalogue;
import org.shardplan.io.json.Diagnostic;
import org.shardplan.io.json.Findings;
import org.shardplan.io.json.Sentence;
import org.shardplan.io.json.Source;
import org.shardplan.io.json.SourceFile;
import org.shardplan.io.json.Spelling;
import org.shardplan.measured.Run;

/** Reads tables of runs: CSV with a header, columns in any order, cells in quotes where they need them. */
public final class RunTableReader {

    private final RunReader runs;
    private final ServedRunReader served = new ServedRunReader(Catalogue.shipped());

    /** A reader that knows these GPUs, models, frameworks and sources by name. */
    RunTableReader(RunReader runs) {
        this.runs = runs;
    }

    /** A reader that knows what comes with the application. */
    public static RunTableReader shipped() {
        return shipped(Optional.empty());
    }

    /**
     * The same for runs whose framework may be known.
     *
     * @param framework name of the framework of all runs, whatever their rows say
     */
    public static RunTableReader shipped(Optional<String> framework) {
        return new RunTableReader(RunReader.shipped(framework));
    }

    /** The same without anything learnt from the step times of published runs themselves. */
    public static RunTableReader refitting(Optional<String> framework) {
        return new RunTableReader(RunReader.refitting(framework));
    }

    /** The table in a file; whatever is wrong with the file is a diagnostic, never an exception. */
    public RunTable read(Path path) {
        Findings findings = new Findings(new Source(path.toString(), ""));
        Optional<String> text = SourceFile.read(path, findings);
        return text.isPresent() ? read(path.toString(), text.get()) : RunTable.unusable(findings.conclude());
    }

    /**
     * The table in a text.
     *
     * @param name what diagnostics call the text
     * @param text the CSV
     */
    public RunTable read(String name, String text) {
        RunTableLines lines = new RunTableLines(name, text);
        List<CsvRecord> records = records(lines);
        if (records.isEmpty() || lines.hasErrors()) {
            return RunTable.unusable(lines.conclude());
        }
        List<String> header = records.get(0).getFields().stream().map(String::strip).toList();
        checkHeader(header, lines);
        List<CsvRecord> rows = records.subList(1, records.size());
        rows.forEach(row -> checkLength(row, header, lines));
        boolean unusable = lines.hasErrors();
        List<Diagnostic> diagnostics = lines.conclude();
        return unusable ? RunTable.unusable(diagnostics) : table(name, header, rows, diagnostics);
    }

    private static List<CsvRecord> records(RunTableLines lines) {
        List<CsvRecord> records = new ArrayList<>();
        try {
            CsvReader.builder().allowMissingFields(true).allowExtraFields(true)
                    .ofCsvRecord(lines.text()).forEach(records::add);
        } catch (CsvParseException failure) {
            lines.error(records.isEmpty() ? 1 : records.get(records.size() - 1).getStartingLineNumber() + 1,
                    "not a row of a table (CSV)" + reason(failure));
            return List.of();
        }
        if (records.isEmpty()) {
            lines.error("The file must have a header, it is empty. Maybe name another.");
        } else if (lines.hasOpenQuote()) {
            lines.error(records.get(records.size() - 1).getStartingLineNumber(),
                    "The quote (\") must be closed. Maybe write \"\" for a quote inside quotes.");
        }
        return records;
    }

    /** What the parser said is wrong with the row, if it did. */
    private static String reason(CsvParseException failure) {
        return failure.getCause() == null || failure.getCause().getMessage() == null ? ""
                : ": " + Sentence.cut(failure.getCause().getMessage());
    }

    private static void checkHeader(List<String> header, RunTableLines lines) {
        Set<String> seen = new HashSet<>();
        for (String column : header) {
            if (!seen.add(column)) {
                lines.error(1, "The column (" + Sentence.cut(column) + ") must appear once.");
            }
        }
        if (RunTableColumns.NEEDED.stream().noneMatch(seen::contains)) {
            lines.error(1, "The header must name columns of runs, such as source, model, gpu, gpus, seq_len, tp, pp. "
                    + "Maybe the first line is missing.");
            return;
        }
        if (header.contains(ServedRunReader.INPUT)) {
            return;
        }
        header.stream().filter(column -> !RunTableColumns.KNOWN.contains(column))
                .forEach(column -> lines.warning(ignored(column)));
    }

    private static String ignored(String column) {
        String meant = Spelling.didYouMean(column, RunTableColumns.KNOWN);
        return "The column (" + Sentence.cut(column) + ") is not known and ignored"
                + (meant.isEmpty() ? "." : ": " + meant);
    }

    private static void checkLength(CsvRecord row, List<String> header, RunTableLines lines) {
        if (row.getFieldCount() > header.size()) {
            lines.error(row.getStartingLineNumber(), "The row (" + row.getFieldCount() + " cells) must have at most "
                    + header.size() + ", as many as the header. Maybe put cells with commas in quotes.");
        }
    }

    private RunTable table(
            String name, List<String> header, List<CsvRecord> records, List<Diagnostic> diagnostics) {
        List<List<String>> rows = new ArrayList<>();
        List<Run> meanings = new ArrayList<>();
        for (CsvRecord record : records) {
            List<String> row = new ArrayList<>(record.getFields());
            row.addAll(Collections.nCopies(header.size() - row.size(), ""));
            rows.add(List.copyOf(row));
            meanings.add(header.contains(ServedRunReader.INPUT)
                    ? served.read(name, record.getStartingLineNumber(), cells(header, row))
                    : runs.read(name, record.getStartingLineNumber(), cells(header, row)));
        }
        return new RunTable(header, rows, meanings, diagnostics);
    }

    private static Map<String, String> cells(List<String> header, List<String> row) {
        Map<String, String> cells = new LinkedHashMap<>();
        for (int column = 0; column < header.size(); column++) {
            cells.put(header.get(column), row.get(column).strip());
        }
        return cells;
    }
}
