package org.shardplan.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.shardplan.export.Plan;
import org.shardplan.io.solution.RunFacts;
import org.shardplan.problem.FleetProblem;
import org.shardplan.problem.MixedProblem;
import org.shardplan.problem.Question;

/** An answer of any kind and how it is told. */
interface Solved {

    /** Whether there is a feasible layout. */
    boolean isFound();

    /** Whether everything was searched that could be better. */
    boolean isComplete();

    /** The solution document, for a file that names its problem by this relative path. */
    String document(String problemFile);

    /** The solution document with the facts of this run. */
    String document(RunFacts facts);

    /** What could be launched. */
    Optional<Plan> plan();

    /** The report for people. */
    String report(ShardplanCommand application, Path file);

    /** The report for people as a web page. */
    String page(Path file);

    /** What to say where a command or option does not answer this kind of question. */
    static Optional<String> unanswered(Question question, String what) {
        if (question instanceof FleetProblem) {
            return Optional.of("The question must be about one model for " + what + ". Maybe use solve, whose report "
                    + "tells for every workload why it runs where it runs.");
        }
        return question instanceof MixedProblem
                ? Optional.of("The layout (mixed-pipeline) must be one-pool for " + what + ". Maybe use solve, whose "
                        + "report tells every stage.")
                : Optional.empty();
    }
}
