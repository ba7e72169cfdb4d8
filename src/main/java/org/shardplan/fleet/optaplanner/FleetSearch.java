package org.shardplan.fleet.optaplanner;

import java.time.Duration;
import org.optaplanner.core.api.solver.SolverFactory;
import org.optaplanner.core.config.solver.EnvironmentMode;
import org.shardplan.fleet.Assignment;
import org.shardplan.fleet.Plan;
import org.shardplan.fleet.Prices;
import org.shardplan.fleet.Rulings;
import org.shardplan.fleet.Table;
import org.shardplan.space.Deadline;

/**
 * Improves plans with OptaPlanner.
 *
 * @param seed seed of all moves
 * @param deadline when to stop
 * @param mode how much OptaPlanner checks itself
 */
public record FleetSearch(long seed, Deadline deadline, EnvironmentMode mode) {

    private static final long MILLION = 1_000_000;

    public FleetSearch(long seed, Deadline deadline) {
        this(seed, deadline, EnvironmentMode.REPRODUCIBLE);
    }

    /**
     * The best plan found from a good one on.
     *
     * @param start a plan that keeps all limits and rules
     * @param prices what the limits are worth, to tell good moves from bad ones
     * @param bound the search ends when it loses no more
     */
    public Plan improved(Assignment start, Prices prices, long bound) {
        long milliseconds = (deadline.nanos() - System.nanoTime()) / MILLION;
        if (milliseconds <= 0 || start.loss() <= bound) {
            return start.plan();
        }
        FleetSettings settings = new FleetSettings(seed, Duration.ofMillis(milliseconds), mode);
        FleetPlan best = SolverFactory.<FleetPlan>create(settings.search(start.table(), bound)).buildSolver()
                .solve(new FleetPlan(start, prices));
        return best.plan();
    }

    /** What OptaPlanner finds by itself: no prices, nothing runs at first. */
    public Plan alone(Table table, long bound) {
        return improved(new Assignment(table, new Rulings(table)), Prices.none(table), bound);
    }
}
