package org.shardplan.problem;

/**
 * What counts as a good answer.
 *
 * @param objective what the best layout is best at
 * @param limits what it may use
 * @param allowed what it may decide
 */
public record Goal(Objective objective, Limits limits, Allowed allowed) {
}
