package org.shardplan.fleet.planner;

/**
 * What is missing for a workload that does not run, so that it could run.
 *
 * @param column index of the run among all of the workload
 * @param run the run that comes nearest
 * @param nodes nodes its pool has too few
 * @param usd money that is missing
 * @param kw power that is missing
 */
public record Shortage(int column, Run run, long nodes, double usd, double kw) {

    /** Whether nothing is missing. */
    public boolean isNone() {
        return nodes == 0 && usd == 0 && kw == 0;
    }
}
