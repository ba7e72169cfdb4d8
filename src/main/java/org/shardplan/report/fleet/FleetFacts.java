package org.shardplan.report.fleet;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.shardplan.fleet.FleetAnswer;
import org.shardplan.fleet.planner.FleetSolution;
import org.shardplan.problem.FleetProblem.FleetGoal;
import org.shardplan.report.page.Fact;
import org.shardplan.report.page.Figures;
import org.shardplan.report.page.Page;

/** What people ask first of the plan of a fleet. */
public final class FleetFacts {

    private static final double PERCENT = 100;

    private FleetFacts() {
    }

    static void write(FleetSolution solution, Page page) {
        Fact plan = plan(solution);
        Fact proof = proof(solution);
        page.fact(plan.label(), page.style().bold(plan.value()), plan.details().toArray(String[]::new));
        page.fact(proof.label(), solution.isOptimal() ? page.style().good(proof.value())
                : page.style().warning(proof.value()), proof.details().toArray(String[]::new));
    }

    /** How many run, what it takes, and what was proved. */
    public static List<Fact> of(FleetSolution solution) {
        return List.of(plan(solution), proof(solution));
    }

    private static Fact plan(FleetSolution solution) {
        FleetGoal goal = solution.problem().goal();
        List<String> details = new ArrayList<>();
        details.add(Figures.usd(solution.usd()) + (goal.budgetUsd().isEmpty() ? ""
                : " of the " + Figures.usd(goal.budgetUsd().getAsDouble()) + " budget"));
        if (goal.objective().isMaximized()) {
            details.add(0, "throughput " + Figures.percent(PERCENT * solution.value() / solution.most())
                    + " of all at their fastest");
        }
        goal.powerKw().ifPresent(limit -> details.add(
                Figures.number(solution.mostKw()) + " of " + Figures.number(limit) + " kW"));
        solution.changes().ifPresent(changes -> details.add(Figures.count(changes, "change", "changes")));
        return new Fact("Plan", Figures.count(solution.answer().plan().placed()) + " of "
                + Figures.count(solution.problem().workloads().size(), "workload runs", "workloads run"), details);
    }

    private static Fact proof(FleetSolution solution) {
        FleetAnswer answer = solution.answer();
        int offers = solution.offers().stream().mapToInt(offer -> offer.runs().size()).sum();
        String among = "among " + Figures.count(offers, "run", "runs") + " to choose from";
        if (solution.isOptimal()) {
            return new Fact("Proved", "optimal", List.of(among, "each the best on its pool and nodes"));
        }
        String gap = answer.isOptimal() ? "the best of what was searched"
                : "at most " + Figures.percent(answer.gapPercent()) + " above the best"
                        + (solution.problem().goal().objective().isMaximized() ? " in what it misses" : "");
        String why = answer.isLoose() ? "the bound does not know after and apartFrom" : "";
        String missed = solution.hasAllOffers() ? "" : "some layouts were not searched in time";
        return new Fact("Not proved", "best found",
                Stream.of(gap, among, why, missed).filter(text -> !text.isEmpty()).toList());
    }
}
