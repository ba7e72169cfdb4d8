package org.shardplan.fleet.planner;

import java.util.List;
import org.shardplan.problem.FleetWorkload;
import org.shardplan.problem.Objective;

/**
 * What the runs of a workload count, smaller being better, in units of the objective: what they take, or of throughput
 * what they miss against the fastest, in percent of that and weighed by priority. Tokens of different models do not
 * compare, shares of what each could do at its best do (normalized throughput; Narayanan et al. 2020).
 *
 * @param objective what the fleet wants
 * @param workload the workload
 * @param runs all ways to run it
 */
record Losses(Objective objective, FleetWorkload workload, List<Run> runs) {

    private static final double PERCENT = 100;

    double of(Run run) {
        return objective.isMaximized() ? best() - share(run) : run.value(objective);
    }

    /** What it counts at its best: the cheapest run, or all of its throughput. */
    double best() {
        return objective.isMaximized() ? PERCENT * workload.priority().weight()
                : runs.stream().mapToDouble(run -> run.value(objective)).min().orElse(0);
    }

    /** What the objective is the sum of: what a run takes, or its throughput. */
    double value(Run run) {
        return objective.isMaximized() ? share(run) : run.value(objective);
    }

    private double share(Run run) {
        double fastest = runs.stream().mapToDouble(each -> each.value(objective)).max().orElseThrow();
        return PERCENT * workload.priority().weight() * run.value(objective) / fastest;
    }
}
