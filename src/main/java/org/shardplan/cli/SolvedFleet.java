package org.shardplan.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.shardplan.export.Plan;
import org.shardplan.fleet.planner.FleetPlanner;
import org.shardplan.fleet.planner.FleetSolution;
import org.shardplan.fleet.planner.RunningPlan;
import org.shardplan.io.solution.FleetDocument;
import org.shardplan.io.solution.RunFacts;
import org.shardplan.problem.FleetProblem;
import org.shardplan.report.html.fleet.FleetSolvePage;
import org.shardplan.report.html.piece.Closing;
import org.shardplan.solver.SolverOptions;

/** A plan of many workloads and how it is told. */
record SolvedFleet(FleetSolution solution) implements Solved {

    static Solved of(FleetProblem problem, Optional<RunningPlan> running, SolverOptions options) {
        return new SolvedFleet(new FleetPlanner(options).solve(problem, running));
    }

    @Override
    public boolean isFound() {
        return !solution.runs().isEmpty();
    }

    @Override
    public boolean isComplete() {
        return solution.isOptimal();
    }

    @Override
    public String document(String problemFile) {
        return FleetDocument.of(solution);
    }

    @Override
    public String document(RunFacts facts) {
        return FleetDocument.of(solution, facts);
    }

    @Override
    public Optional<Plan> plan() {
        return Optional.empty();
    }

    @Override
    public List<String> next(Path file) {
        return NextCommands.after(solution, file);
    }

    @Override
    public String report(ShardplanCommand application, List<String> next) {
        return application.report().of(solution, next);
    }

    @Override
    public String page(Closing closing) {
        return FleetSolvePage.of(solution, closing);
    }
}
