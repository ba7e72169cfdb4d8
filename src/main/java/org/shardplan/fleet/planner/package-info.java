/** Fleets of real workloads: the runs to choose from, the choice, and what speaks for it. */
package org.shardplan.fleet.planner;
