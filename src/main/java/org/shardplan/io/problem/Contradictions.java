package org.shardplan.io.problem;

import org.shardplan.io.json.Fields;
import org.shardplan.problem.Cluster;
import org.shardplan.problem.Goal;
import org.shardplan.problem.Limits.Spending;
import org.shardplan.problem.Objective;
import org.shardplan.problem.Pool;

/**
 * Finds fields that are fine by themselves but not together.
 *
 * @param problem the top level of the file
 * @param limits its limits
 */
record Contradictions(Fields problem, Fields limits) {

    void report(Fields workload, Cluster cluster, Goal goal) {
        Spending spending = goal.limits().spending();
        if (problem.has("workload") && !workload.has("tokens")) {
            requireTokens(problem, "objective", goal.objective() == Objective.TIME_TO_TRAIN);
            requireTokens(limits, "budgetUsd", spending.budgetUsd().isPresent());
            requireTokens(limits, "deadlineHours", spending.deadlineHours().isPresent());
        }
        requirePrices(problem, "objective", goal.objective() == Objective.COST, cluster);
        requirePrices(limits, "budgetUsd", spending.budgetUsd().isPresent(), cluster);
    }

    private static void requireTokens(Fields owner, String name, boolean wanted) {
        if (wanted) {
            owner.reject(name, "come with workload.tokens", "add the tokens of the whole run to the workload");
        }
    }

    private static void requirePrices(Fields owner, String name, boolean wanted, Cluster cluster) {
        if (!wanted) {
            return;
        }
        for (Pool pool : cluster.pools()) {
            if (pool.price().onDemandUsd().isEmpty()) {
                owner.reject(name, "come with the price of every GPU, pool " + pool.name() + " has none",
                        "add pricePerGpuHourUsd to the pool");
            }
        }
    }
}
