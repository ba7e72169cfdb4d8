package org.shardplan.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.shardplan.export.FleetPlan;
import org.shardplan.export.FleetPlan.Part;
import org.shardplan.export.Plan;
import org.shardplan.export.ServingPlan;
import org.shardplan.export.TrainingPlan;
import org.shardplan.fleet.planner.FleetPlanner;
import org.shardplan.fleet.planner.FleetSolution;
import org.shardplan.fleet.planner.Run;
import org.shardplan.fleet.planner.Run.ServingRun;
import org.shardplan.fleet.planner.Run.TrainingRun;
import org.shardplan.fleet.planner.RunningPlan;
import org.shardplan.io.solution.FleetDocument;
import org.shardplan.io.solution.RunFacts;
import org.shardplan.problem.FleetProblem;
import org.shardplan.report.html.fleet.FleetSolvePage;
import org.shardplan.report.html.piece.Closing;
import org.shardplan.report.page.Figures;
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
        return FleetDocument.of(solution, problemFile);
    }

    @Override
    public String document(RunFacts facts) {
        return FleetDocument.of(solution, facts);
    }

    @Override
    public Optional<Plan> plan() {
        return isFound() ? Optional.of(new FleetPlan(solution.problem(), IntStream.range(0, solution.offers().size())
                .filter(workload -> solution.run(workload).isPresent()).mapToObj(this::part).toList()))
                : Optional.empty();
    }

    private Part part(int workload) {
        Run run = solution.run(workload).orElseThrow();
        return new Part(solution.offers().get(workload).workload().name(),
                Figures.count(run.nodes(), "node", "nodes") + " of " + solution.pool(run).name(),
                solution.startHours(workload), run.hours(), plan(run));
    }

    private static Plan plan(Run run) {
        if (run instanceof TrainingRun training) {
            return new TrainingPlan(training.estimate().problem(), training.estimate().layout());
        }
        ServingRun serving = (ServingRun) run;
        return new ServingPlan(serving.estimate().problem(), serving.estimate().layout());
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
