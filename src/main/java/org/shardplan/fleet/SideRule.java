package org.shardplan.fleet;

/** A rule of the user that couples two workloads. Bounds do not know it: they stay valid but are weaker. */
public sealed interface SideRule {

    /** Whether a plan keeps it. */
    boolean isKeptBy(Plan plan, Fleet fleet);

    /**
     * Two workloads must not share a pool.
     *
     * @param one index of a workload
     * @param other index of another
     */
    record Apart(int one, int other) implements SideRule {

        @Override
        public boolean isKeptBy(Plan plan, Fleet fleet) {
            return !plan.runs(one) || !plan.runs(other)
                    || plan.use(fleet, one).pool() != plan.use(fleet, other).pool();
        }
    }

    /**
     * A workload runs only when another has ended, and not at all if the other does not run.
     *
     * @param later index of the workload that waits
     * @param earlier index of the one it waits for
     */
    record After(int later, int earlier) implements SideRule {

        @Override
        public boolean isKeptBy(Plan plan, Fleet fleet) {
            return !plan.runs(later) || plan.runs(earlier) && plan.placements().get(later).orElseThrow().start()
                    >= plan.placements().get(earlier).orElseThrow().start() + plan.use(fleet, earlier).slots();
        }
    }
}
