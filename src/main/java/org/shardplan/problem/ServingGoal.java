package org.shardplan.problem;

/**
 * What counts as a good answer to a serving problem.
 *
 * @param objective what to be best at
 * @param limits what the answer may use at most
 * @param allowed which values each decision may take
 */
public record ServingGoal(ServingObjective objective, ServingLimits limits, ServingAllowed allowed) {
}
