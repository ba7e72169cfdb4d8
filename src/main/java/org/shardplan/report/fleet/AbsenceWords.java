package org.shardplan.report.fleet;

import java.util.ArrayList;
import java.util.List;
import org.shardplan.fleet.planner.Absence;
import org.shardplan.fleet.planner.FleetSolution;
import org.shardplan.fleet.planner.Shortage;
import org.shardplan.report.page.Figures;

/** Why a workload of a fleet does not run, in words. */
public final class AbsenceWords {

    private AbsenceWords() {
    }

    /** Why, and what is missing for the run that comes nearest. */
    public static String of(FleetSolution solution, int workload) {
        Absence absence = Absence.of(solution, workload);
        return switch (absence.reason()) {
            case NOT_SEARCHED -> "the search ended before it found a run. Maybe give it more time.";
            case FITS_NOWHERE -> "it fits nowhere even alone. "
                    + solution.offers().get(workload).obstacle().orElse("");
            case OVER_LIMITS -> "the limits are too small for it, whatever the others do. It would run alone on "
                    + missing(solution, absence.missing().orElseThrow()) + ".";
            case NO_ROOM -> (solution.isOptimal() ? "what is there is worth more to others."
                    : "others take what it needs.") + " It would run beside them on "
                    + missing(solution, absence.missing().orElseThrow()) + ".";
            case KEPT_OUT -> "its after, apartFrom or deadline keep it from what is free, such as "
                    + nodes(solution, absence.missing().orElseThrow()) + ".";
        };
    }

    private static String nodes(FleetSolution solution, Shortage shortage) {
        return Figures.count(shortage.run().nodes(), "node", "nodes") + " of " + solution.pool(shortage.run()).name();
    }

    private static String missing(FleetSolution solution, Shortage shortage) {
        List<String> missing = new ArrayList<>();
        if (shortage.nodes() > 0) {
            missing.add(Figures.count(shortage.nodes(), "more node", "more nodes") + " of "
                    + solution.pool(shortage.run()).name());
        }
        if (shortage.usd() > 0) {
            missing.add(Figures.usd(shortage.usd()) + " more budget");
        }
        if (shortage.kw() > 0) {
            missing.add(Figures.number(shortage.kw()) + " kW more power");
        }
        return nodes(solution, shortage) + " with " + String.join(" and ", missing);
    }
}
