package org.shardplan.fleet.planner;

/**
 * What is missing for a workload that does not run, so that it could run beside everything that does.
 *
 * @param run the run that comes nearest
 * @param nodes nodes its pool has too few
 * @param usd money that is missing
 * @param kw power that is missing
 */
public record Shortage(Run run, long nodes, double usd, double kw) {
}
