package org.shardplan.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.shardplan.export.Plan;
import org.shardplan.export.TrainingPlan;
import org.shardplan.io.solution.RunFacts;
import org.shardplan.io.solution.SolutionDocument;
import org.shardplan.problem.Problem;
import org.shardplan.report.html.piece.Closing;
import org.shardplan.report.html.training.SolvePage;
import org.shardplan.solver.Answer;
import org.shardplan.solver.LayoutSolver;
import org.shardplan.solver.SolverOptions;

/** An answer to a training problem and how it is told. */
record SolvedTraining(Answer answer) implements Solved {

    static Solved of(Problem problem, SolverOptions options) {
        return new SolvedTraining(new LayoutSolver().solve(problem, options));
    }

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
    public List<String> next(Path file) {
        return NextCommands.after(answer, file);
    }

    @Override
    public String report(ShardplanCommand application, List<String> next) {
        return application.report().of(answer, next);
    }

    @Override
    public String page(Closing closing) {
        return SolvePage.of(answer, closing);
    }
}
