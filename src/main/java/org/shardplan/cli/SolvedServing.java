package org.shardplan.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.shardplan.export.Plan;
import org.shardplan.export.ServingPlan;
import org.shardplan.io.solution.RunFacts;
import org.shardplan.io.solution.ServingSolutionDocument;
import org.shardplan.problem.ServingProblem;
import org.shardplan.report.html.piece.Closing;
import org.shardplan.report.html.serving.ServingSolvePage;
import org.shardplan.report.serving.ServingReport;
import org.shardplan.serving.solver.ServingAnswer;
import org.shardplan.serving.solver.ServingSolver;
import org.shardplan.solver.SolverOptions;

/** An answer to a serving problem and how it is told. */
record SolvedServing(ServingAnswer answer) implements Solved {

    static Solved of(ServingProblem problem, SolverOptions options) {
        return new SolvedServing(new ServingSolver().solve(problem, options));
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
        return ServingSolutionDocument.of(answer, problemFile);
    }

    @Override
    public String document(RunFacts facts) {
        return ServingSolutionDocument.of(answer, facts);
    }

    @Override
    public Optional<Plan> plan() {
        return answer.best().map(best -> new ServingPlan(answer.problem(), best.layout()));
    }

    @Override
    public List<String> next(Path file) {
        return ServingCommands.after(answer, file);
    }

    @Override
    public String report(ShardplanCommand application, List<String> next) {
        return new ServingReport(application.style(), application.depth()).of(answer, next);
    }

    @Override
    public String page(Closing closing) {
        return ServingSolvePage.of(answer, closing);
    }
}
