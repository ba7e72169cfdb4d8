package org.shardplan.serving.explain;

import java.util.List;
import org.shardplan.serving.estimate.ServingEstimate;

/**
 * A feasible serving layout near one that is not.
 *
 * @param changes what has to be decided differently
 * @param estimate the numbers of the repaired layout
 */
public record ServingRepair(List<ServingChange> changes, ServingEstimate estimate) {

    public ServingRepair {
        changes = List.copyOf(changes);
    }
}
