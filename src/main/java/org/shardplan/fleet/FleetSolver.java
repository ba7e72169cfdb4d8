package org.shardplan.fleet;

import org.shardplan.fleet.optaplanner.FleetSearch;
import org.shardplan.solver.SolverOptions;
import org.shardplan.space.Deadline;

/**
 * Answers a fleet: a bound and its prices, a plan built with the prices, columns shown not to help left out, a proof if
 * the fleet is small, OptaPlanner from the best plan on where that takes too long.
 */
public final class FleetSolver {

    /** Fleets of so many workloads are searched exactly. */
    private static final int SMALL = 16;
    private static final double BOUND_SHARE = 0.5;
    private static final double FIRST_PROOF_SHARE = 0.6;
    private static final double SMALL_SEARCH_SHARE = 0.8;

    private final SolverOptions options;

    public FleetSolver(SolverOptions options) {
        this.options = options;
    }

    /** Whether a fleet is searched exactly. */
    static boolean isSmall(Fleet fleet) {
        return fleet.workloads().size() <= SMALL;
    }

    public FleetAnswer solve(Fleet fleet) {
        return new Run(fleet).answer();
    }

    /** One fleet and the time for it. */
    private final class Run {

        private final long begun = System.nanoTime();
        private final Table table;
        private final PricedStart start;

        Run(Fleet fleet) {
            table = new Table(fleet);
            start = new PricedStart(table, new Rulings(table)).run(share(BOUND_SHARE));
        }

        private Deadline share(double share) {
            return new Deadline(begun + (long) (share * options.timeLimit().toNanos()));
        }

        FleetAnswer answer() {
            return switch (options.search()) {
                case EXACT -> proved(start.best().plan(), share(1));
                case OPTAPLANNER -> of(new FleetSearch(options.seed(), share(1)).alone(table, start.bound().value()));
                case BOTH -> both();
            };
        }

        private FleetAnswer both() {
            FleetAnswer first = proved(start.best().plan(), share(FIRST_PROOF_SHARE));
            if (first.isOptimal()) {
                return first;
            }
            FleetSearch search = new FleetSearch(options.seed(), share(isSmall() ? SMALL_SEARCH_SHARE : 1));
            Plan better = search.improved(within(first.plan()), start.bound().prices(), start.bound().value());
            return proved(better, share(1));
        }

        private boolean isSmall() {
            return FleetSolver.isSmall(table.fleet());
        }

        /** A plan over the columns that may still help. */
        private Assignment within(Plan plan) {
            Table fixed = start.fixed();
            Assignment assignment = new Assignment(fixed, new Rulings(fixed));
            assignment.take(plan);
            return assignment;
        }

        /** The plan or a better one, proved if the fleet is small and time allows. */
        private FleetAnswer proved(Plan plan, Deadline deadline) {
            FleetAnswer known = of(plan);
            if (known.isOptimal() || !isSmall()) {
                return known;
            }
            BranchAndBound search = new BranchAndBound(within(plan), deadline);
            boolean complete = search.run(start.bound().prices().rows());
            return complete ? of(search.best()).proved() : of(search.best());
        }

        private FleetAnswer of(Plan plan) {
            return new FleetAnswer(
                    table.fleet(), plan, plan.loss(table.fleet()), start.bound().value(), start.bound().prices());
        }
    }
}
