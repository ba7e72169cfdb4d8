package org.shardplan.io.batch;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.shardplan.batch.CaseRow;
import org.shardplan.batch.Outcome;
import org.shardplan.batch.Outcome.Failed;
import org.shardplan.batch.Outcome.Invalid;
import org.shardplan.fleet.planner.FleetPlanner;
import org.shardplan.fleet.planner.RunSearches;
import org.shardplan.io.problem.ProblemFile;
import org.shardplan.io.problem.ProblemReader;
import org.shardplan.mixed.planner.MixedPlanner;
import org.shardplan.mixed.serving.MixedServingPlanner;
import org.shardplan.problem.FleetProblem;
import org.shardplan.problem.MixedProblem;
import org.shardplan.problem.MixedServingProblem;
import org.shardplan.problem.Problem;
import org.shardplan.problem.Question;
import org.shardplan.problem.ServingProblem;
import org.shardplan.solver.SearchKind;
import org.shardplan.solver.SharingSolver;
import org.shardplan.solver.SolverOptions;
import org.shardplan.space.Deadline;

/** Reads one case after the other, answers it and writes it down; whatever is wrong with a case stays in its line. */
public final class BatchWorker implements IntConsumer {

    /** Fleets that cannot be proved are searched so long. */
    private static final SolverOptions OPTIONS = new SolverOptions(SearchKind.BOTH, 1, 0, Duration.ofMinutes(10));
    /** Mixed pipelines are: by then the gap is a few percent. */
    private static final SolverOptions MIXED_OPTIONS =
            new SolverOptions(SearchKind.BOTH, 1, 0, Duration.ofSeconds(30));

    private final BatchCases cases;
    private final BatchCaseReader reader;
    private final BatchJournal journal;
    private final SharingSolver solver = new SharingSolver();
    private final FleetPlanner planner;

    /**
     * A worker of a batch.
     *
     * @param cases what there is to do
     * @param reader reads the cases
     * @param journal where they are written down
     * @param searches what all workers share
     */
    public BatchWorker(BatchCases cases, ProblemReader reader, BatchJournal journal, RunSearches searches) {
        this.planner = new FleetPlanner(OPTIONS, searches);
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
        if (question instanceof MixedServingProblem mixed) {
            return MixedServingOutcomes.of(
                    MixedServingPlanner.solve(mixed, Deadline.after(MIXED_OPTIONS.timeLimit())));
        }
        if (question instanceof MixedProblem mixed) {
            return MixedOutcomes.of(new MixedPlanner(MIXED_OPTIONS).solve(mixed));
        }
        if (question instanceof FleetProblem fleet) {
            return FleetOutcomes.of(planner.solve(fleet));
        }
        return question instanceof Problem problem
                ? BatchOutcomes.of(solver.solve(problem)) : ServingOutcomes.of((ServingProblem) question);
    }
}
