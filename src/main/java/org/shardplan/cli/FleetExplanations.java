package org.shardplan.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.IntPredicate;
import org.shardplan.cli.ServingExplanations.Output;
import org.shardplan.fleet.explain.FleetExplainer;
import org.shardplan.fleet.explain.FleetExplanation;
import org.shardplan.fleet.explain.Judgement;
import org.shardplan.fleet.planner.FleetPlanner;
import org.shardplan.fleet.planner.FleetSolution;
import org.shardplan.fleet.planner.RunningPlan;
import org.shardplan.io.solution.FleetExplanationDocument;
import org.shardplan.io.solution.RunningPlanReader;
import org.shardplan.io.solution.RunningPlanReader.RunningPlanFile;
import org.shardplan.problem.FleetProblem;
import org.shardplan.problem.FleetWorkload;
import org.shardplan.report.html.fleet.FleetExplainPage;
import org.shardplan.solver.SearchKind;
import org.shardplan.solver.SolverOptions;
import org.shardplan.space.Deadline;

/**
 * {@code shardplan explain} for fleets.
 *
 * @param application the application
 * @param file the problem file
 * @param output where the verdict goes
 * @param timeLimit when to stop
 */
record FleetExplanations(ShardplanCommand application, Path file, Output output, Duration timeLimit) {

    /**
     * Explains the best plan found.
     *
     * @param problem the question
     * @param workload the workload to explain; all if it is null
     * @param given the file of another plan to judge; none if it is null
     */
    ExitCode explain(FleetProblem problem, String workload, String given) {
        List<String> names = problem.workloads().stream().map(FleetWorkload::name).toList();
        if (workload != null && !names.contains(workload)) {
            return application.failures().unusable("The --workload (" + workload + ") must be one of "
                    + String.join(", ", names) + ".");
        }
        Optional<RunningPlan> plan = Optional.empty();
        if (given != null) {
            RunningPlanFile read = RunningPlanReader.read(Path.of(given), OptionalDouble.empty());
            ProblemSource.tell(application, read.diagnostics());
            plan = read.plan();
        }
        return given != null && plan.isEmpty() ? ExitCode.UNUSABLE
                : show(search(problem, index -> workload == null || index == names.indexOf(workload), plan));
    }

    private FleetExplanation search(FleetProblem problem, IntPredicate asked, Optional<RunningPlan> given) {
        SolverOptions options = new SolverOptions(SearchKind.BOTH, 1, 0, timeLimit);
        Runnable stopProgress = application.progress(options);
        try {
            Deadline deadline = Deadline.after(timeLimit);
            FleetSolution solution = new FleetPlanner(options).solve(problem);
            return new FleetExplainer(solution, deadline).explain(asked, given);
        } finally {
            stopProgress.run();
        }
    }

    private ExitCode show(FleetExplanation explanation) {
        List<String> next = NextCommands.afterExplaining(file, true);
        application.print(output.json() ? FleetExplanationDocument.of(explanation)
                : application.report().of(explanation, next));
        Optional<String> failure = output.page().write(file,
                path -> FleetExplainPage.of(explanation, ShardplanCommand.closing(next)));
        return application.failures().explained(failure, explanation.judgement().map(Judgement::isFeasible)
                .orElse(!explanation.solution().runs().isEmpty()));
    }
}
