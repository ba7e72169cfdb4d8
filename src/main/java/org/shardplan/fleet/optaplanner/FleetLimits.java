package org.shardplan.fleet.optaplanner;

import org.shardplan.fleet.Rulings;
import org.shardplan.fleet.Table;

/**
 * What plans of a fleet must keep.
 *
 * @param table columns and capacity
 * @param rulings rules of the user
 */
record FleetLimits(Table table, Rulings rulings) {
}
