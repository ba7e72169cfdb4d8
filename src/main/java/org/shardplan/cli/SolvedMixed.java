package org.shardplan.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.shardplan.export.MixedPlan;
import org.shardplan.export.Plan;
import org.shardplan.io.solution.MixedDocument;
import org.shardplan.io.solution.RunFacts;
import org.shardplan.mixed.planner.MixedAnswer;
import org.shardplan.mixed.planner.MixedPlanner;
import org.shardplan.problem.MixedProblem;
import org.shardplan.report.html.mixed.MixedSolvePage;
import org.shardplan.report.html.piece.Closing;
import org.shardplan.solver.SolverOptions;

/** A mixed pipeline and how it is told. */
record SolvedMixed(MixedAnswer answer) implements Solved {

    static Solved of(MixedProblem problem, SolverOptions options) {
        return new SolvedMixed(new MixedPlanner(options).solve(problem));
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
        return MixedDocument.of(answer, problemFile);
    }

    @Override
    public String document(RunFacts facts) {
        return MixedDocument.of(answer, facts);
    }

    @Override
    public Optional<Plan> plan() {
        return answer.best().map(best -> new MixedPlan(answer.problem(), best.layout()));
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
        return MixedSolvePage.of(answer, closing);
    }
}
