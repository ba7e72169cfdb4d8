/**
 * Searches and proofs: OptaPlanner over constraint streams built from the rulebook, and an exact search with bounds.
 * The
 * only package that knows OptaPlanner.
 */
package org.shardplan.solver;
