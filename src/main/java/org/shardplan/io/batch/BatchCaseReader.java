package org.shardplan.io.batch;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.shardplan.batch.Axis;
import org.shardplan.batch.Grid;
import org.shardplan.io.json.Diagnostic;
import org.shardplan.io.json.Diagnostic.Location;
import org.shardplan.io.json.Diagnostic.Severity;
import org.shardplan.io.problem.ProblemFile;
import org.shardplan.io.problem.ProblemReader;

/** Reads the cases of a batch; neighbours share the text of their file. Not safe for use by several threads at once. */
public final class BatchCaseReader {

    private final BatchCases cases;
    private final ProblemReader reader;
    private Path file;
    private BatchTemplate.Result result;

    public BatchCaseReader(BatchCases cases, ProblemReader reader) {
        this.cases = cases;
        this.reader = reader;
    }

    /** The problem of a case, counted from 0. */
    public ProblemFile read(int number) {
        Optional<BatchTemplate> template = template(number);
        if (result.obstacle().isPresent()) {
            return new ProblemFile(Optional.empty(), List.of(new Diagnostic(Severity.ERROR, result.obstacle().get(),
                    new Location(file.toString(), "", Optional.empty()), "")));
        }
        if (template.isEmpty() || cases.grid().axes().isEmpty()) {
            return reader.read(file);
        }
        int combination = cases.combination(number);
        return reader.read(file, file + " with " + shown(cases.grid(), combination),
                template.get().filled(cases.grid().values(combination)));
    }

    /** The text of the file of a case, unless it is no JSON object. */
    Optional<BatchTemplate> template(int number) {
        Path wanted = cases.file(number);
        if (!wanted.equals(file)) {
            file = wanted;
            result = BatchTemplate.of(wanted, cases.grid().axes());
        }
        return result.template();
    }

    private static String shown(Grid grid, int combination) {
        List<String> values = grid.shown(combination);
        List<String> shown = new ArrayList<>();
        for (int axis = 0; axis < values.size(); axis++) {
            Axis field = grid.axes().get(axis);
            shown.add(field.path() + "=" + values.get(axis));
        }
        return String.join(", ", shown);
    }
}
