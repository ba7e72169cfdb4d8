package org.shardplan.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.shardplan.export.Plan;
import org.shardplan.export.ServingPlan;
import org.shardplan.io.solution.MixedServingDocument;
import org.shardplan.io.solution.RunFacts;
import org.shardplan.mixed.serving.MixedServingAnswer;
import org.shardplan.mixed.serving.MixedServingPlanner;
import org.shardplan.problem.MixedServingProblem;
import org.shardplan.report.html.mixed.ServedSolvePage;
import org.shardplan.report.html.piece.Closing;
import org.shardplan.report.mixed.MixedServingReport;
import org.shardplan.solver.SolverOptions;
import org.shardplan.space.Deadline;

/** A mixed pipeline that serves and how it is told. */
record SolvedMixedServing(MixedServingAnswer answer) implements Solved {

    static Solved of(MixedServingProblem problem, SolverOptions options) {
        return new SolvedMixedServing(
                MixedServingPlanner.solve(problem, Deadline.after(options.timeLimit())));
    }

    @Override
    public boolean isFound() {
        return answer.best().isPresent();
    }

    @Override
    public boolean isComplete() {
        return answer.isProved();
    }

    @Override
    public String document(String problemFile) {
        return MixedServingDocument.of(answer, problemFile);
    }

    @Override
    public String document(RunFacts facts) {
        return MixedServingDocument.of(answer, facts);
    }

    @Override
    public Optional<Plan> plan() {
        return answer.best().map(best -> new ServingPlan(answer.problem().serving(), best.layout()));
    }

    @Override
    public List<String> next(Path file) {
        return NextCommands.after(answer, file);
    }

    @Override
    public String report(ShardplanCommand application, List<String> next) {
        return new MixedServingReport(application.style(), application.depth()).of(answer, next);
    }

    @Override
    public String page(Closing closing) {
        return ServedSolvePage.of(answer, closing);
    }
}
