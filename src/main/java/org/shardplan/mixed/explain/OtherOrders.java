package org.shardplan.mixed.explain;

import java.util.List;
import java.util.Optional;
import org.shardplan.mixed.planner.MixedEstimate;

/**
 * What other orders of the stages would take: the same stages in the same number of equal parts, layers and
 * recomputation chosen anew, and neighbours of one pool divided into stages anew.
 *
 * @param swaps neighbours of different pools that change places
 * @param count other orders of these stages there are
 * @param next the fastest of all of them; empty if there is none or too many to try
 */
public record OtherOrders(List<Swap> swaps, long count, Optional<MixedEstimate> next) {

    static final OtherOrders NONE = new OtherOrders(List.of(), 0, Optional.empty());

    public OtherOrders {
        swaps = List.copyOf(swaps);
    }

    /**
     * Two neighbours that change places.
     *
     * @param first index of the one in front
     * @param pipeline the pipeline then; empty if the layers find no room
     */
    public record Swap(int first, Optional<MixedEstimate> pipeline) {
    }
}
