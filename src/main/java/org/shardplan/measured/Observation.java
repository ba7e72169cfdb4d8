package org.shardplan.measured;

import java.util.OptionalDouble;

/**
 * What came out of a run.
 *
 * @param stepSeconds seconds of one optimizer step
 * @param memoryGib memory of the fullest GPU in GiB
 * @param outOfMemory whether it ran out of memory
 * @param doubt why its figures cannot be right and are left out, empty if they can
 */
public record Observation(
        OptionalDouble stepSeconds, OptionalDouble memoryGib, boolean outOfMemory, String doubt) {

    /** Nothing was written down. */
    public static final Observation NONE = new Observation(OptionalDouble.empty(), OptionalDouble.empty(), false, "");

    public static final Observation OUT_OF_MEMORY =
            new Observation(OptionalDouble.empty(), OptionalDouble.empty(), true, "");

    /** Figures that cannot be right. */
    public static Observation doubted(String reason) {
        return new Observation(OptionalDouble.empty(), OptionalDouble.empty(), false, reason);
    }

    public boolean isDoubted() {
        return !doubt.isEmpty();
    }

    /** Whether it is known to have run or not to have run; figures of memory alone may come from a formula. */
    public boolean tellsWhetherItFits() {
        return outOfMemory || stepSeconds.isPresent();
    }
}
