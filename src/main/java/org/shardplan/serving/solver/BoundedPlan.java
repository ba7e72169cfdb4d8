package org.shardplan.serving.solver;

import org.shardplan.serving.estimate.ServingScore;
import org.shardplan.serving.space.Plan;

/**
 * A plan and what no number of sequences beats.
 *
 * @param plan the plan
 * @param score the score it cannot beat
 */
record BoundedPlan(Plan plan, ServingScore score) {
}
