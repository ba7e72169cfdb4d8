package org.shardplan.explain;

import java.util.List;
import org.shardplan.estimate.Estimate;

/**
 * A feasible layout near one that is not.
 *
 * @param changes what has to be decided differently
 * @param size how large the changes are together
 * @param estimate the numbers of the repaired layout
 */
public record Repair(List<Change> changes, double size, Estimate estimate) {

    public Repair {
        changes = List.copyOf(changes);
    }

    /** Whether it runs on as many of the same GPUs. */
    public boolean keepsGpus() {
        return changes.stream().map(Change::decision)
                .noneMatch(decision -> decision == Decision.GPUS || decision == Decision.POOL);
    }
}
