package org.shardplan.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.shardplan.fleet.FleetAnswer;
import org.shardplan.fleet.planner.Elsewhere;
import org.shardplan.fleet.planner.FleetSolution;
import org.shardplan.fleet.planner.Offers;
import org.shardplan.fleet.planner.Run;
import org.shardplan.fleet.planner.Shortage;
import org.shardplan.fleet.planner.Shortages;
import org.shardplan.problem.FleetProblem;
import org.shardplan.problem.FleetProblem.FleetGoal;

/** The plan of a fleet: who runs where, what is left out and why, what a little more would bring. */
final class FleetReport {

    private static final double HOURS_PER_DAY = 24;
    private static final int[] WIDTHS = {24, 16, -6, -7, -8, -10, -12};

    private final FleetSolution solution;
    private final FleetProblem problem;
    private final Page page;

    private FleetReport(FleetSolution solution, Page page) {
        this.solution = solution;
        this.problem = solution.problem();
        this.page = page;
    }

    static void write(FleetSolution solution, Page page) {
        FleetReport report = new FleetReport(solution, page);
        report.title();
        report.plan();
        report.proof();
        page.blank();
        report.runs();
        report.leftOut();
        page.blank();
        FleetWorth.write(solution, page);
    }

    private void title() {
        String objective = switch (problem.goal().objective()) {
            case COST -> "lowest cost";
            case ENERGY -> "least energy";
            case GPU_COUNT -> "fewest GPUs";
            case STEP_TIME, TIME_TO_TRAIN, THROUGHPUT -> problem.goal().objective().label();
        };
        double days = problem.goal().horizon().hours() / HOURS_PER_DAY;
        page.heading(List.of(page.style().bold(problem.name()),
                Figures.count(problem.workloads().size(), "workload", "workloads"),
                objective + " over " + Figures.plain(days) + " days"), page.style().separator());
        problem.cluster().pools().forEach(pool -> page.heading(Title.described(pool), page.style().separator()));
        page.blank();
    }

    private void plan() {
        FleetGoal goal = problem.goal();
        List<String> details = new ArrayList<>();
        details.add(Figures.usd(solution.usd()) + (goal.budgetUsd().isEmpty() ? ""
                : " of the " + Figures.usd(goal.budgetUsd().getAsDouble()) + " budget"));
        goal.powerKw().ifPresent(limit -> details.add(
                Figures.number(solution.mostKw()) + " of " + Figures.number(limit) + " kW"));
        solution.changes().ifPresent(changes -> details.add(Figures.count(changes, "change", "changes")));
        page.fact("Plan", page.style().bold(Figures.count(solution.answer().plan().placed()) + " of "
                + Figures.count(problem.workloads().size(), "workload runs", "workloads run")),
                details.toArray(String[]::new));
    }

    private void proof() {
        FleetAnswer answer = solution.answer();
        int offers = solution.offers().stream().mapToInt(offer -> offer.runs().size()).sum();
        String among = "among " + Figures.count(offers, "run", "runs") + " to choose from";
        if (solution.isOptimal()) {
            page.fact("Proved", page.style().good("optimal"), among,
                    "each the best on its pool and nodes");
            return;
        }
        String gap = "at most " + Figures.percent(answer.gapPercent()) + " above the best";
        String why = answer.isLoose() ? "the bound does not know after and apartFrom" : "";
        String missed = solution.hasAllOffers() ? "" : "some layouts were not searched in time";
        page.fact("Not proved", page.style().warning("best found"),
                Stream.of(gap, among, why, missed).filter(text -> !text.isEmpty()).toArray(String[]::new));
    }

    private void runs() {
        boolean timed = problem.goal().horizon().slotHours().isPresent();
        page.line("  " + page.style().bold(
                Width.row(WIDTHS, "Workload", "runs on", "nodes", "GPUs", timed ? "from h" : "", "hours", "USD")));
        for (int i = 0; i < solution.offers().size(); i++) {
            Optional<Run> run = solution.run(i);
            if (run.isPresent()) {
                String from = timed ? Figures.number(solution.startHours(i)) : "";
                write(solution.offers().get(i), run.get(), from);
                elsewhere(i);
            }
        }
    }

    private void write(Offers offers, Run run, String from) {
        page.line("  " + Width.row(WIDTHS, offers.workload().name(), solution.pool(run).name(),
                Figures.count(run.nodes()), Figures.count(run.gpus()), from, Figures.number(run.hours()),
                Double.isFinite(run.usd()) ? Figures.usd(run.usd()) : Figures.UNKNOWN));
        page.remark(RunWords.of(run));
    }

    /** Why it runs there: what its best run on every other pool would cost itself and take from the others. */
    private void elsewhere(int workload) {
        for (Elsewhere other : Elsewhere.of(solution, workload)) {
            page.remark(List.of("on " + solution.pool(other.run()).name() + " instead: "
                    + difference(other.more()) + " for itself", difference(other.taken()) + " taken from others"));
        }
    }

    private String difference(double value) {
        return FleetWorth.amount(problem, Math.abs(value)) + (value < 0 ? " less" : " more");
    }

    private void leftOut() {
        int[] out = IntStream.range(0, solution.offers().size()).filter(i -> solution.run(i).isEmpty()).toArray();
        for (int workload : out) {
            page.blank();
            page.words("Left out", page.style().warning(solution.offers().get(workload).workload().name()) + ": "
                    + reason(workload));
        }
    }

    private String reason(int workload) {
        Offers offers = solution.offers().get(workload);
        if (offers.runs().isEmpty()) {
            return "it fits nowhere even alone. " + offers.obstacle().orElse("");
        }
        return new Shortages(solution).of(workload).map(this::missing).orElse("");
    }

    private String missing(Shortage shortage) {
        List<String> missing = new ArrayList<>();
        String pool = solution.pool(shortage.run()).name();
        if (shortage.nodes() > 0) {
            missing.add(Figures.count(shortage.nodes(), "more node", "more nodes") + " of " + pool);
        }
        if (shortage.usd() > 0) {
            missing.add(Figures.usd(shortage.usd()) + " more budget");
        }
        if (shortage.kw() > 0) {
            missing.add(Figures.number(shortage.kw()) + " kW more power");
        }
        String nodes = Figures.count(shortage.run().nodes(), "node", "nodes") + " of " + pool;
        return missing.isEmpty()
                ? "its after, apartFrom or deadline keep it from what is free, such as " + nodes + "."
                : "what is there is worth more to others. It would run beside them on " + nodes + " with "
                        + String.join(" and ", missing) + ".";
    }
}
