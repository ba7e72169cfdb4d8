package org.shardplan.io;

import java.util.List;
import java.util.Optional;
import org.shardplan.problem.Problem;

/**
 * What reading a problem file gave.
 *
 * @param problem the problem, if there is no error
 * @param diagnostics everything wrong with the file, in its order
 */
public record ProblemFile(Optional<Problem> problem, List<Diagnostic> diagnostics) {

    public ProblemFile {
        diagnostics = List.copyOf(diagnostics);
    }
}
