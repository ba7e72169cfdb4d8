package org.shardplan.report.fleet;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.shardplan.fleet.planner.Alternative;
import org.shardplan.fleet.planner.FleetSolution;
import org.shardplan.fleet.planner.Offers;
import org.shardplan.fleet.planner.Run;
import org.shardplan.problem.FleetProblem;
import org.shardplan.report.page.Figures;
import org.shardplan.report.page.Page;
import org.shardplan.report.page.Width;

/** The plan of a fleet: who runs where, what is left out and why, what a little more would bring. */
public final class FleetReport {

    private static final int[] WIDTHS = {24, 16, -6, -7, -8, -10, -12};

    private final FleetSolution solution;
    private final FleetProblem problem;
    private final Page page;

    private FleetReport(FleetSolution solution, Page page) {
        this.solution = solution;
        this.problem = solution.problem();
        this.page = page;
    }

    public static void write(FleetSolution solution, Page page) {
        FleetReport report = new FleetReport(solution, page);
        FleetTitle.write(solution.problem(), page);
        FleetFacts.write(solution, page);
        page.blank();
        report.runs();
        report.leftOut();
        page.blank();
        FleetWorth.write(solution, page);
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
        for (Alternative other : Alternative.onOtherPools(solution, workload)) {
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
                    + AbsenceWords.of(solution, workload));
        }
    }
}
