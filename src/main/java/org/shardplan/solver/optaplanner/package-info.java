/**
 * The search with OptaPlanner: one planning entity, constraint streams built from the rulebook, moves that keep a mesh
 * whole. It proves nothing, but needs no bound, and its streams explain any layout.
 */
package org.shardplan.solver.optaplanner;
