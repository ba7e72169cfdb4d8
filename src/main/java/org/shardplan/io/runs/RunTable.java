package org.shardplan.io.runs;

import java.util.List;
import org.shardplan.io.json.Diagnostic;
import org.shardplan.measured.Run;

/**
 * A table of runs as a file has it, and what its rows mean.
 *
 * @param header names of its columns
 * @param rows its rows, cell by cell, in the order of the header
 * @param runs what the rows mean, one for each
 * @param diagnostics everything wrong with the file; with an error there are no rows
 */
public record RunTable(List<String> header, List<List<String>> rows, List<Run> runs, List<Diagnostic> diagnostics) {

    public RunTable {
        header = List.copyOf(header);
        rows = List.copyOf(rows);
        runs = List.copyOf(runs);
        diagnostics = List.copyOf(diagnostics);
    }

    /** Nothing but what is wrong with the file. */
    static RunTable unusable(List<Diagnostic> diagnostics) {
        return new RunTable(List.of(), List.of(), List.of(), diagnostics);
    }

    /** Whether its rows tell of served models. */
    public boolean isServing() {
        return header.contains(ServedRunReader.INPUT);
    }

    public boolean isUsable() {
        return diagnostics.stream().noneMatch(Diagnostic::isError);
    }
}
