package org.shardplan.report.fleet;

import java.util.List;
import org.shardplan.fleet.explain.FleetExplanation;
import org.shardplan.fleet.explain.LimitUse;
import org.shardplan.fleet.planner.Worth;
import org.shardplan.problem.FleetProblem;
import org.shardplan.report.page.Figures;
import org.shardplan.report.page.Page;
import org.shardplan.report.page.Width;

/** Every limit of a fleet: how much of it is taken, and what a little more of it would bring. */
public final class FleetLimits {

    /** How to read the prices. */
    public static final String NOTE = "A price is what so much more is worth in the bound; workloads come whole, so a "
            + "plan may gain nothing, or more by what it is above the bound.";
    private static final int[] WIDTHS = {24, -12, -12, 3, 17, -13, -14};

    private FleetLimits() {
    }

    static void write(FleetExplanation explanation, Page page) {
        FleetProblem problem = explanation.solution().problem();
        page.line("  " + page.style().bold(Width.row(WIDTHS, "Limit", "taken", "there", "", "so much more", "its price",
                "solved again")));
        for (LimitUse limit : explanation.limits()) {
            List<String> cells = cells(limit, problem);
            page.line("  " + Width.row(WIDTHS, cells.get(0), cells.get(1), cells.get(2), "", cells.get(3), cells.get(4),
                    cells.get(5)));
        }
        page.paragraph(NOTE);
    }

    /** The limit, how much is taken and there, how much more is asked about, its price, and what it brings. */
    public static List<String> cells(LimitUse limit, FleetProblem problem) {
        Worth worth = limit.worth();
        return List.of(name(worth, problem), figure(worth, limit.used()), figure(worth, limit.available()),
                step(worth), FleetWorth.amount(problem, worth.price()),
                worth.isSolvedAgain() ? FleetWorth.amount(problem, worth.gain()) : "not solved");
    }

    static String name(Worth worth, FleetProblem problem) {
        return switch (worth.kind()) {
            case INVENTORY -> "nodes of " + problem.cluster().pools().get(worth.pool().orElseThrow()).name();
            case POWER -> "power, kW";
            case BUDGET -> "budget";
        };
    }

    private static String step(Worth worth) {
        return switch (worth.kind()) {
            case INVENTORY -> "one node more";
            case POWER -> "1 kW more";
            case BUDGET -> "$1,000 more";
        };
    }

    static String figure(Worth worth, double value) {
        return switch (worth.kind()) {
            case INVENTORY -> Figures.count(Math.round(value));
            case POWER -> Figures.number(value);
            case BUDGET -> Figures.usd(value);
        };
    }
}
