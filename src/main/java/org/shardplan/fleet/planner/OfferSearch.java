package org.shardplan.fleet.planner;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import org.shardplan.estimate.Estimate;
import org.shardplan.fleet.planner.Run.ServingRun;
import org.shardplan.fleet.planner.Run.TrainingRun;
import org.shardplan.problem.Cluster;
import org.shardplan.problem.FleetProblem;
import org.shardplan.problem.FleetWorkload;
import org.shardplan.problem.Goal;
import org.shardplan.problem.Limits;
import org.shardplan.problem.Limits.Spending;
import org.shardplan.problem.Objective;
import org.shardplan.problem.Problem;
import org.shardplan.problem.ServingGoal;
import org.shardplan.problem.ServingObjective;
import org.shardplan.problem.ServingProblem;
import org.shardplan.rule.Violation;
import org.shardplan.serving.solver.ServingAnswer;
import org.shardplan.serving.solver.ServingSolver;
import org.shardplan.solver.Answer;
import org.shardplan.solver.Answer.Status;
import org.shardplan.solver.FastestLayouts;
import org.shardplan.solver.LayoutSolver;
import org.shardplan.solver.SearchKind;
import org.shardplan.solver.SearchMeter;
import org.shardplan.solver.SolverOptions;
import org.shardplan.space.Deadline;

/** Finds the ways to run each workload of a fleet by itself, with the exact searches for single questions. */
final class OfferSearch {

    private static final String TIME_OVER = "The search ended before it found a run.";

    private final FleetProblem problem;
    private final Deadline deadline;

    OfferSearch(FleetProblem problem, Deadline deadline) {
        this.problem = problem;
        this.deadline = deadline;
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
        return serving(workload, (ServingProblem) workload.question());
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
        FastestLayouts search = new FastestLayouts(training, deadline);
        List<Run> runs = new ArrayList<>();
        for (Estimate fastest : search.find()) {
            runs.add(new TrainingRun(fastest));
        }
        boolean complete = search.isComplete();
        Optional<String> obstacle = runs.isEmpty() ? Optional.of(obstacle(training, complete)) : Optional.empty();
        return new Offers(workload, undominated(runs), obstacle, complete);
    }

    private String obstacle(Problem training, boolean complete) {
        Answer answer = new LayoutSolver().solve(training, options());
        return answer.remedies().nearest().map(miss -> sentence(miss.violations()))
                .orElse(complete && answer.status() == Status.INFEASIBLE
                        ? "No layout is well formed: the factors of GPUs, model and batch do not fit together."
                        : TIME_OVER);
    }

    private static String sentence(List<Violation> violations) {
        return violations.stream().findFirst().map(Violation::message).orElse(TIME_OVER);
    }

    private SolverOptions options() {
        return new SolverOptions(SearchKind.EXACT, 1, 0, left());
    }

    private Duration left() {
        return Duration.ofNanos(Math.max(1, deadline.nanos() - System.nanoTime()));
    }

    /** An endpoint keeps its service levels or does not run, so on every pool only its best run matters. */
    private Offers serving(FleetWorkload workload, ServingProblem serving) {
        List<Run> runs = new ArrayList<>();
        Optional<String> obstacle = Optional.empty();
        boolean complete = true;
        for (int pool = 0; pool < problem.cluster().pools().size(); pool++) {
            ServingAnswer answer = new ServingSolver().exactly(on(pool, serving), 1, left());
            int index = pool;
            answer.best().ifPresent(best -> runs.add(new ServingRun(index, best, problem.goal().horizon().hours())));
            obstacle = obstacle.or(() -> answer.remedies().nearest().map(miss -> sentence(miss.violations())));
            complete &= answer.proof().isComplete();
        }
        return new Offers(workload, runs,
                runs.isEmpty() ? obstacle.or(() -> Optional.of(TIME_OVER)) : Optional.empty(), complete);
    }

    private ServingProblem on(int pool, ServingProblem serving) {
        ServingGoal goal = serving.goal();
        return serving.with(new Cluster(List.of(problem.cluster().pools().get(pool))))
                .with(new ServingGoal(objective(), goal.limits(), goal.allowed()));
    }

    private ServingObjective objective() {
        return switch (problem.goal().objective()) {
            case COST -> ServingObjective.COST;
            case ENERGY -> ServingObjective.ENERGY;
            case GPU_COUNT, STEP_TIME, TIME_TO_TRAIN, THROUGHPUT -> ServingObjective.GPU_COUNT;
        };
    }

    /** Of runs on one pool only those that no other one beats in everything. */
    private List<Run> undominated(List<Run> runs) {
        Predicate<Run> dominated = run -> runs.stream().anyMatch(other -> dominates(other, run));
        return runs.stream().filter(dominated.negate()).toList();
    }

    private boolean dominates(Run one, Run other) {
        Objective objective = problem.goal().objective();
        boolean asGood = one.pool() == other.pool() && one.nodes() <= other.nodes() && one.hours() <= other.hours()
                && one.usd() <= other.usd() && one.value(objective) <= other.value(objective);
        return asGood && (one.nodes() < other.nodes() || one.hours() < other.hours());
    }
}
