package org.shardplan.fleet.planner;

import java.util.Optional;
import org.shardplan.layout.Named;

/**
 * Why a workload does not run.
 *
 * @param reason in a word
 * @param missing what is missing for the run that comes nearest: alone if it is over the limits, else beside all that
 *     run; empty if there is no run
 */
public record Absence(Reason reason, Optional<Shortage> missing) {

    /** What keeps a workload out. */
    public enum Reason implements Named {
        /** The search ended before it found a run. */
        NOT_SEARCHED("not-searched"),
        /** No run keeps its own rules, whatever the others do. */
        FITS_NOWHERE("fits-nowhere"),
        /** Every run takes more than the limits of all allow, even if nothing else ran. */
        OVER_LIMITS("over-limits"),
        /** It could run instead of others, but what is there is worth more to them. */
        NO_ROOM("no-room"),
        /** There is room, but its rules or being late keep it from what is free. */
        KEPT_OUT("kept-out");

        private final String label;

        Reason(String label) {
            this.label = label;
        }

        @Override
        public String label() {
            return label;
        }
    }

    /** Of a workload that does not run. */
    public static Absence of(FleetSolution solution, int workload) {
        Offers offers = solution.offers().get(workload);
        Shortages shortages = new Shortages(solution);
        Optional<Shortage> alone = shortages.alone(workload);
        if (alone.isEmpty()) {
            return new Absence(offers.complete() ? Reason.FITS_NOWHERE : Reason.NOT_SEARCHED, alone);
        }
        if (!alone.get().isNone()) {
            return new Absence(Reason.OVER_LIMITS, alone);
        }
        Optional<Shortage> beside = shortages.of(workload);
        return new Absence(beside.orElseThrow().isNone() ? Reason.KEPT_OUT : Reason.NO_ROOM, beside);
    }
}
