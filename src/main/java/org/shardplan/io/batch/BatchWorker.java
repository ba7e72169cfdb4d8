package org.shardplan.io.batch;

import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.shardplan.batch.CaseRow;
import org.shardplan.batch.Outcome;
import org.shardplan.batch.Outcome.Failed;
import org.shardplan.batch.Outcome.Invalid;
import org.shardplan.io.problem.ProblemFile;
import org.shardplan.io.problem.ProblemReader;
import org.shardplan.problem.FleetProblem;
import org.shardplan.problem.MixedProblem;
import org.shardplan.problem.Problem;
import org.shardplan.problem.Question;
import org.shardplan.problem.ServingProblem;
import org.shardplan.solver.SharingSolver;

/** Reads one case after the other, answers it and writes it down; whatever is wrong with a case stays in its line. */
public final class BatchWorker implements IntConsumer {

    private static final String UNANSWERED =
            "The question must be about one model on one pool for batch. Maybe use solve.";

    private final BatchCases cases;
    private final BatchCaseReader reader;
    private final BatchJournal journal;
    private final SharingSolver solver = new SharingSolver();

    public BatchWorker(BatchCases cases, ProblemReader reader, BatchJournal journal) {
        this.cases = cases;
        this.reader = new BatchCaseReader(cases, reader);
        this.journal = journal;
    }

    @Override
    public void accept(int number) {
        journal.append(new CaseRow(
                number + 1, cases.file(number).toString(), cases.combination(number), outcome(number)));
    }

    private Outcome outcome(int number) {
        try {
            ProblemFile read = reader.read(number);
            Optional<Question> question = read.question();
            return question.isPresent() ? outcome(question.get()) : BatchOutcomes.of(read.diagnostics());
        } catch (UnsupportedOperationException failure) {
            return new Invalid(failure.getMessage());
        } catch (UncheckedIOException failure) {
            return new Failed(String.valueOf(failure.getMessage()));
        } catch (RuntimeException | StackOverflowError failure) {
            return new Failed(failure.getClass().getSimpleName() + ": " + failure.getMessage());
        }
    }

    private Outcome outcome(Question question) {
        if (question instanceof FleetProblem || question instanceof MixedProblem) {
            return new Invalid(UNANSWERED);
        }
        return question instanceof Problem problem
                ? BatchOutcomes.of(solver.solve(problem)) : ServingOutcomes.of((ServingProblem) question);
    }
}
