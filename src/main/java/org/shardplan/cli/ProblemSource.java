package org.shardplan.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.shardplan.io.json.Diagnostic;
import org.shardplan.io.problem.ProblemFile;
import org.shardplan.io.problem.ProblemReader;
import org.shardplan.problem.Question;

/** Reads problem files and tells the user what is wrong with them. */
final class ProblemSource {

    private final ShardplanCommand application;
    private final ProblemReader reader = ProblemReader.shipped();

    ProblemSource(ShardplanCommand application) {
        this.application = application;
    }

    Optional<Question> read(Path file) {
        ProblemFile read = reader.read(file);
        tell(application, read.diagnostics());
        return read.question();
    }

    /** The file as it was read, nothing told. */
    ProblemFile examine(Path file) {
        return reader.read(file);
    }

    /** A text that is to become the file. */
    ProblemFile examine(Path file, String text) {
        return reader.read(file, file.toString(), text);
    }

    static void tell(ShardplanCommand application, List<Diagnostic> diagnostics) {
        for (Diagnostic diagnostic : diagnostics) {
            if (diagnostic.isError()) {
                application.complain(diagnostic.rendered());
            } else {
                application.note(diagnostic.rendered());
            }
        }
    }
}
