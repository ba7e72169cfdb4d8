package org.shardplan.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.shardplan.export.TrainingPlan;
import org.shardplan.io.RunFacts;
import org.shardplan.io.SolutionDocument;
import org.shardplan.report.html.Closing;
import org.shardplan.report.html.SolvePage;
import org.shardplan.solver.Answer;
import org.shardplan.solver.Proof;

/** An answer of either kind and how it is told. */
interface Solved {

    /** Whether there is a feasible layout. */
    boolean isFound();

    Proof proof();

    /** The solution document for a file from which the problem file has this path. */
    String document(String problemFile);

    /** The solution document with the facts of this run. */
    String document(RunFacts facts);

    /** What training frameworks can be launched with, if it is that. */
    Optional<TrainingPlan> plan();

    /** The report for people. */
    String report(ShardplanCommand application, Path file);

    /** The report for people as a web page. */
    String page(Path file);

    /** What to say where an option does not go with the question. */
    static String onlyTraining(String option, String value) {
        return "The " + option + " (" + value + ") must come with a training problem. Maybe leave it out.";
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
        public Proof proof() {
            return answer.proof();
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
        public Optional<TrainingPlan> plan() {
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
