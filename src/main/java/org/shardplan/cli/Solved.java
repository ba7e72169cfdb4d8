package org.shardplan.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.shardplan.export.Plan;
import org.shardplan.export.TrainingPlan;
import org.shardplan.io.RunFacts;
import org.shardplan.io.SolutionDocument;
import org.shardplan.report.html.Closing;
import org.shardplan.report.html.SolvePage;
import org.shardplan.solver.Answer;

/** An answer of either kind and how it is told. */
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

    /** What to say where a command or option answers no question about several workloads. */
    static String notForFleets(String what) {
        return "The question must be about one model for " + what + ". Maybe use solve, whose report tells for every "
                + "workload why it runs where it runs.";
    }

    /** How the answer to a training problem is told. */
    static Solved of(Answer answer) {
        return new Training(answer);
    }

    /** An answer to a training problem. */
    record Training(Answer answer) implements Solved {

        @Override
        public boolean isFound() {
            return answer.best().isPresent();
        }

        @Override
        public boolean isComplete() {
            return answer.proof().isComplete();
        }

        @Override
        public String document(String problemFile) {
            return SolutionDocument.of(answer, problemFile);
        }

        @Override
        public String document(RunFacts facts) {
            return SolutionDocument.of(answer, facts);
        }

        @Override
        public Optional<Plan> plan() {
            return answer.best().map(best -> new TrainingPlan(answer.problem(), best.layout()));
        }

        @Override
        public String report(ShardplanCommand application, Path file) {
            return application.report().of(answer, NextCommands.after(answer, file));
        }

        @Override
        public String page(Path file) {
            return SolvePage.of(answer, new Closing(ShardplanCommand.Version.number(),
                    NextCommands.after(answer, file)));
        }
    }
}
