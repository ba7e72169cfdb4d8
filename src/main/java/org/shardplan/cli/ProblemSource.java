package org.shardplan.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.shardplan.io.Diagnostic;
import org.shardplan.io.ProblemFile;
import org.shardplan.io.ProblemReader;
import org.shardplan.problem.Problem;
import org.shardplan.problem.Question;

/** Reads problem files and tells the user what is wrong with them. */
final class ProblemSource {

    private final ShardplanCommand application;
    private final ProblemReader reader = ProblemReader.shipped();

    ProblemSource(ShardplanCommand application) {
        this.application = application;
    }

    Optional<Problem> read(Path file) {
        Optional<Question> question = question(file);
        Optional<Problem> problem = question.filter(Problem.class::isInstance).map(Problem.class::cast);
        if (question.isPresent() && problem.isEmpty()) {
            application.failures().unusable(unanswered(file));
        }
        return problem;
    }

    /** Of a sound question that a command has no answer to. */
    static String unanswered(Path file) {
        return "The question (" + file + ") must be how to train one model, for this command. Maybe use solve for "
                + "several workloads.";
    }

    Optional<Question> question(Path file) {
        ProblemFile read = reader.read(file);
        tell(application, read.diagnostics());
        return read.question();
    }

    /** The file as it was read, nothing told. */
    ProblemFile examine(Path file) {
        return reader.read(file);
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
