package org.shardplan.mixed.planner;

import java.util.List;
import org.shardplan.layout.MixedLayout.Shared;

/**
 * What is decided before stages are lined up.
 *
 * @param shared what all stages have in common
 * @param places what a stage can run on
 */
record Setting(Shared shared, List<Place> places) {

    Setting {
        places = List.copyOf(places);
    }

    /**
     * Nodes a stage can run on, and how they work together.
     *
     * @param pool index of the pool
     * @param nodes whole nodes
     * @param tensor tensor-parallel degree
     * @param sequenceParallel whether norms and residuals are split over the tensor group
     */
    record Place(int pool, int nodes, int tensor, boolean sequenceParallel) {
    }
}
