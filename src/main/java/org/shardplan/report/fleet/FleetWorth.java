package org.shardplan.report.fleet;

import java.util.List;
import org.shardplan.fleet.Draw.Kind;
import org.shardplan.fleet.planner.FleetSolution;
import org.shardplan.fleet.planner.Worth;
import org.shardplan.problem.FleetProblem;
import org.shardplan.problem.Objective;
import org.shardplan.report.page.Figures;
import org.shardplan.report.page.Page;
import org.shardplan.report.page.Width;

/** What a little more of every limit would bring. */
public final class FleetWorth {

    private static final double NOTHING = 0.005;
    private static final int[] WIDTHS = {34, -22, -22};

    private final FleetSolution solution;
    private final Page page;

    private FleetWorth(FleetSolution solution, Page page) {
        this.solution = solution;
        this.page = page;
    }

    static void write(FleetSolution solution, Page page) {
        FleetWorth worth = new FleetWorth(solution, page);
        List<Worth> binding = solution.worth().stream().filter(FleetWorth::counts).toList();
        if (binding.isEmpty()) {
            page.line("  " + (solution.worth().stream().allMatch(Worth::isSolvedAgain)
                    ? "Nothing binds: one more node, more power or money would bring nothing."
                    : "No limit has a price: more of any would bring at most the gap of the bound."));
        } else {
            String head = Width.row(WIDTHS, "What a little more brings", "price in the bound", "solved again");
            page.line("  " + page.style().bold(head));
            binding.forEach(worth::write);
            page.remark(List.of("Workloads that are left out count as assumed below."));
        }
        page.blank();
    }

    private static boolean counts(Worth worth) {
        return worth.price() > NOTHING || worth.isSolvedAgain() && worth.gain() > NOTHING;
    }

    private void write(Worth worth) {
        page.line("  " + Width.row(WIDTHS, what(worth), amount(solution.problem(), worth.price()),
                worth.isSolvedAgain() ? amount(solution.problem(), worth.gain()) : "not done"));
    }

    private String what(Worth worth) {
        return worth.kind() == Kind.INVENTORY
                ? "one more node of " + solution.problem().cluster().pools().get(worth.pool().orElseThrow()).name()
                : worth.kind() == Kind.POWER ? "one more kW" : "$1,000 more budget";
    }

    /** An amount in the unit of the objective. */
    public static String amount(FleetProblem problem, double value) {
        double shown = Math.abs(value) < NOTHING ? 0 : value;
        return problem.goal().objective() == Objective.COST
                ? Figures.usd(shown) : Figures.number(shown) + " " + problem.goal().unit();
    }
}
