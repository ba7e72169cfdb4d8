package org.shardplan.batch;

import java.util.Optional;
import org.shardplan.batch.Outcome.Choice;

/**
 * Where the answer changes along a field, everything else staying the same.
 *
 * @param axis which field
 * @param cell a combination of values: the first at which the new answer holds
 * @param last index of the field's value up to which the old answer was seen
 * @param before the old answer; empty if nothing was feasible
 * @param after the new answer; empty if nothing is feasible
 */
public record BreakPoint(int axis, int cell, int last, Optional<Choice> before, Optional<Choice> after) {

    /** Whether the hardware changes, not only the layout on it. */
    public boolean changesHardware() {
        return before.isEmpty() || after.isEmpty() || !before.get().pool().equals(after.get().pool())
                || before.get().gpus() != after.get().gpus();
    }
}
