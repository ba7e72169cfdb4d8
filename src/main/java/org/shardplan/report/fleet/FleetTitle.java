package org.shardplan.report.fleet;

import java.util.List;
import org.shardplan.problem.FleetProblem;
import org.shardplan.report.page.Figures;
import org.shardplan.report.page.Page;
import org.shardplan.report.page.Title;

/** What was asked of a fleet: how many workloads, what counts, and a line for each pool. */
public final class FleetTitle {

    private static final double HOURS_PER_DAY = 24;

    private FleetTitle() {
    }

    static void write(FleetProblem problem, Page page) {
        Title.write(problem.name(), question(problem), circumstances(problem), page);
    }

    /** How many workloads and what counts. */
    public static List<String> question(FleetProblem problem) {
        String objective = switch (problem.goal().objective()) {
            case COST -> "lowest cost";
            case ENERGY -> "least energy";
            case GPU_COUNT -> "fewest GPUs";
            case THROUGHPUT -> "highest throughput";
            case STEP_TIME, TIME_TO_TRAIN -> problem.goal().objective().label();
        };
        double days = problem.goal().horizon().hours() / HOURS_PER_DAY;
        return List.of(Figures.count(problem.workloads().size(), "workload", "workloads"),
                objective + " over " + Figures.plain(days) + " days");
    }

    /** Each pool. */
    public static List<List<String>> circumstances(FleetProblem problem) {
        return Title.pools(problem.cluster());
    }
}
