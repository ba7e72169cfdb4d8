package org.shardplan.fleet.planner;

import java.util.OptionalInt;
import org.shardplan.fleet.Draw.Kind;

/**
 * What a little more of a limit would bring: one node of a pool, one kilowatt, or a thousand US dollars of budget.
 * Workloads that are left out count with what leaving them out counts.
 *
 * @param kind the limit
 * @param pool the pool, of an inventory
 * @param price its price in the bound, in units of the objective; no plan gains more than this and the gap of the bound
 * @param gain what the best plan gains, solved again; not a number if that was not done
 */
public record Worth(Kind kind, OptionalInt pool, double price, double gain) {

    public boolean isSolvedAgain() {
        return !Double.isNaN(gain);
    }
}
