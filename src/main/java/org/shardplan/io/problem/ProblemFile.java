package org.shardplan.io.problem;

import java.util.List;
import java.util.Optional;
import org.shardplan.io.json.Diagnostic;
import org.shardplan.problem.Problem;
import org.shardplan.problem.Question;

/**
 * What reading a problem file gave.
 *
 * @param question what the file asks, if there is no error
 * @param diagnostics everything wrong with the file, in its order
 */
public record ProblemFile(Optional<Question> question, List<Diagnostic> diagnostics) {

    public ProblemFile {
        diagnostics = List.copyOf(diagnostics);
    }

    /** The question, if it is how to train a model. */
    public Optional<Problem> problem() {
        return question.filter(Problem.class::isInstance).map(Problem.class::cast);
    }
}
