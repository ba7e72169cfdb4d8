package org.shardplan.report;

import java.util.List;
import org.shardplan.fleet.Draw.Kind;
import org.shardplan.fleet.planner.FleetSolution;
import org.shardplan.fleet.planner.Worth;
import org.shardplan.problem.Objective;

/** What a little more of every limit would bring, and what each workload takes from the others. */
final class FleetWorth {

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
            page.line("  Nothing binds: one more node, more power or money would bring nothing.");
        } else {
            page.line("  " + page.style().bold(Width.row(WIDTHS, "What a little more brings", "price in the bound", "solved again")));
            binding.forEach(worth::write);
            page.remark(List.of("Workloads that are left out count as assumed below."));
        }
        page.blank();
    }

    private static boolean counts(Worth worth) {
        return worth.price() > NOTHING || worth.isSolvedAgain() && worth.gain() > NOTHING;
    }

    private void write(Worth worth) {
        page.line("  " + Width.row(WIDTHS, what(worth), amount(worth.price()),
                worth.isSolvedAgain() ? amount(worth.gain()) : "not done"));
    }

    private String what(Worth worth) {
        return worth.kind() == Kind.INVENTORY
                ? "one more node of " + solution.problem().cluster().pools().get(worth.pool().orElseThrow()).name()
                : worth.kind() == Kind.POWER ? "one more kW" : "$1,000 more budget";
    }

    private String amount(double value) {
        Objective objective = solution.problem().goal().objective();
        return objective == Objective.COST ? Figures.usd(value) : Figures.number(value) + " " + objective.unit();
    }
}
