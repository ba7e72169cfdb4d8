package org.shardplan.io.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.shardplan.batch.Outcome;
import org.shardplan.batch.Outcome.Choice;
import org.shardplan.batch.Outcome.Figures;
import org.shardplan.batch.Outcome.Gap;
import org.shardplan.batch.Outcome.Infeasible;
import org.shardplan.batch.Outcome.Service;
import org.shardplan.batch.Outcome.Solved;
import org.shardplan.batch.Outcome.Work;
import org.shardplan.batch.Status;
import org.shardplan.fleet.planner.FleetSolution;
import org.shardplan.fleet.planner.Run;
import org.shardplan.problem.FleetWorkload;
import org.shardplan.problem.Objective;
import org.shardplan.problem.Problem;

/** What came of a case that is a fleet. Plans that do not run the same workloads do not do the same work. */
final class FleetOutcomes {

    private FleetOutcomes() {
    }

    static Outcome of(FleetSolution solution) {
        if (solution.runs().isEmpty()) {
            return new Infeasible("fleet", Gap.UNKNOWN, "None of the " + solution.offers().size()
                    + " workloads runs; shardplan explain tells for each why.");
        }
        Objective objective = solution.problem().goal().objective();
        double counted = IntStream.range(0, solution.offers().size()).mapToDouble(solution::counted).sum();
        return new Solved(solution.isOptimal() ? Status.OPTIMAL : Status.FEASIBLE, work(solution),
                objective, objective.isMaximized() ? solution.value() : counted, choice(solution),
                figures(solution.runs()));
    }

    private static Work work(FleetSolution solution) {
        double tokens = solution.problem().workloads().stream().map(FleetWorkload::question)
                .filter(Problem.class::isInstance).map(Problem.class::cast)
                .mapToDouble(training -> training.training().tokens().orElse(0)).sum();
        return new Work(standing(solution) + without(solution), tokens);
    }

    private static Choice choice(FleetSolution solution) {
        List<String> places = new ArrayList<>();
        for (int i = 0; i < solution.offers().size(); i++) {
            String name = solution.offers().get(i).workload().name();
            solution.run(i).ifPresent(run -> places.add(name + " on " + run.gpus() + " GPUs of "
                    + solution.pool(run).name()));
        }
        String pools = solution.runs().stream().map(run -> solution.pool(run).name()).distinct()
                .collect(Collectors.joining(" + "));
        return new Choice(pools, solution.runs().stream().mapToLong(Run::gpus).sum(),
                standing(solution) + ": " + String.join("; ", places) + without(solution));
    }

    private static String standing(FleetSolution solution) {
        return solution.runs().size() + " of " + solution.offers().size() + " run";
    }

    private static String without(FleetSolution solution) {
        String left = IntStream.range(0, solution.offers().size()).filter(i -> solution.run(i).isEmpty())
                .mapToObj(i -> solution.offers().get(i).workload().name()).collect(Collectors.joining(", "));
        return left.isEmpty() ? "" : "; without " + left;
    }

    private static Figures figures(List<Run> runs) {
        return new Figures(Double.NaN, Double.NaN, runs.stream().mapToDouble(Run::usd).sum(),
                runs.stream().mapToDouble(Run::kwh).sum(), Double.NaN, Double.NaN, Service.NONE);
    }
}
