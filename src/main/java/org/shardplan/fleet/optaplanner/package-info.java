/** Fleets with OptaPlanner: the search that improves a plan, and the rules as constraints. */
package org.shardplan.fleet.optaplanner;
