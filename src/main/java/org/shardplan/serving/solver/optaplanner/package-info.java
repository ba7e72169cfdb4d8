/**
 * The search for serving layouts with OptaPlanner: one planning entity, constraint streams built from the rulebook, moves
 * from plan to plan. It proves nothing, but needs no bound.
 */
package org.shardplan.serving.solver.optaplanner;
