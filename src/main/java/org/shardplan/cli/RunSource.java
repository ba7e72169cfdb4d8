package org.shardplan.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.shardplan.io.runs.RunTable;
import org.shardplan.io.runs.RunTableReader;

/** Reads tables of runs and tells the user what is wrong with them. */
final class RunSource {

    private final ShardplanCommand application;
    private final RunTableReader reader;
    private ExitCode verdict = ExitCode.ANSWERED;

    RunSource(ShardplanCommand application, RunTableReader reader) {
        this.application = application;
        this.reader = reader;
    }

    /** The tables that can be used. */
    List<RunTable> read(List<Path> files) {
        List<RunTable> usable = new ArrayList<>();
        for (Path file : files) {
            RunTable table = reader.read(file);
            ProblemSource.tell(application, table.diagnostics());
            if (table.isUsable()) {
                usable.add(table);
            } else {
                verdict = ExitCode.UNUSABLE;
            }
        }
        return usable;
    }

    /** Whether all could be used. */
    ExitCode verdict() {
        return verdict;
    }
}
