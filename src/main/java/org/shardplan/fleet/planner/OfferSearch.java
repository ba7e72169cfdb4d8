package org.shardplan.fleet.planner;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import org.shardplan.fleet.planner.Run.TrainingRun;
import org.shardplan.fleet.planner.RunSearches.Fastest;
import org.shardplan.problem.FleetProblem;
import org.shardplan.problem.FleetWorkload;
import org.shardplan.problem.Goal;
import org.shardplan.problem.Limits;
import org.shardplan.problem.Limits.Spending;
import org.shardplan.problem.Objective;
import org.shardplan.problem.Problem;
import org.shardplan.problem.ServingProblem;
import org.shardplan.rule.Violation;
import org.shardplan.solver.LayoutSolver;
import org.shardplan.solver.SearchMeter;
import org.shardplan.space.Deadline;

/** Finds the ways to run each workload of a fleet by itself, with the exact searches for single questions. */
final class OfferSearch {

    private final FleetProblem problem;
    private final Deadline deadline;
    private final RunSearches searches;

    OfferSearch(FleetProblem problem, Deadline deadline, RunSearches searches) {
        this.problem = problem;
        this.deadline = deadline;
        this.searches = searches;
    }

    /** Those of all workloads, which are counted as they are done. */
    List<Offers> all(SearchMeter meter) {
        meter.begin("workloads", problem.workloads().size());
        return problem.workloads().parallelStream().map(workload -> {
            Offers offers = of(workload);
            meter.finish(1);
            return offers;
        }).toList();
    }

    private Offers of(FleetWorkload workload) {
        if (workload.question() instanceof Problem training) {
            return training(workload, bounded(workload, training));
        }
        return new ServingOffers(problem, deadline, searches).of(workload, (ServingProblem) workload.question());
    }

    /** The question by itself, as fast as can be; it must end within the time planned for. */
    private Problem bounded(FleetWorkload workload, Problem training) {
        Limits limits = training.goal().limits();
        double latest = problem.goal().horizon().hours();
        OptionalDouble due = limits.spending().deadlineHours();
        if (workload.latenessPerHour().isEmpty() && due.isPresent()) {
            latest = Math.min(latest, due.getAsDouble());
        }
        Spending spending = new Spending(limits.spending().budgetUsd(), OptionalDouble.of(latest));
        return training.with(new Goal(Objective.STEP_TIME, new Limits(limits.resources(), spending, limits.memory(),
                limits.maxCommunicationPercent()), training.goal().allowed()));
    }

    private Offers training(FleetWorkload workload, Problem training) {
        Fastest fastest = searches.fastest(training, deadline);
        List<Run> runs = fastest.layouts().stream().<Run>map(TrainingRun::new).toList();
        Optional<String> obstacle =
                runs.isEmpty() ? Optional.of(obstacle(training, fastest.complete())) : Optional.empty();
        return new Offers(workload, undominated(runs), obstacle, fastest.complete());
    }

    private String obstacle(Problem training, boolean complete) {
        if (!complete) {
            return Offers.TIME_OVER;
        }
        return new LayoutSolver().solve(training, Offers.exactly(deadline)).remedies().nearest()
                .flatMap(miss -> miss.violations().stream().findFirst()).map(Violation::message)
                .orElse("No layout is well formed: the factors of GPUs, model and batch do not fit together.");
    }

    /** Of runs on one pool only those that no other one beats in everything. */
    private List<Run> undominated(List<Run> runs) {
        Predicate<Run> dominated = run -> runs.stream().anyMatch(other -> dominates(other, run));
        return runs.stream().filter(dominated.negate()).toList();
    }

    private static boolean isAsGood(Objective objective, double one, double other) {
        return objective.isMaximized() ? one >= other : one <= other;
    }

    private boolean dominates(Run one, Run other) {
        Objective objective = problem.goal().objective();
        boolean asGood = one.pool() == other.pool() && one.nodes() <= other.nodes() && one.hours() <= other.hours()
                && one.usd() <= other.usd() && isAsGood(objective, one.value(objective), other.value(objective));
        return asGood && (one.nodes() < other.nodes() || one.hours() < other.hours());
    }
}
