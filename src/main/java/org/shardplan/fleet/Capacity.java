package org.shardplan.fleet;

import java.util.ArrayList;
import java.util.List;

/**
 * What all workloads share.
 *
 * @param nodes nodes of each pool
 * @param cents money for everything
 * @param watts power at any time
 * @param slots time slots of the grid; 1 if everything runs side by side all the time
 */
public record Capacity(List<Integer> nodes, long cents, long watts, int slots) {

    /** No limit of money or power. */
    public static final long UNLIMITED = Long.MAX_VALUE / 4;

    public Capacity {
        nodes = List.copyOf(nodes);
    }

    public Capacity withMoreNodes(int pool, int more) {
        List<Integer> changed = new ArrayList<>(nodes);
        changed.set(pool, changed.get(pool) + more);
        return new Capacity(changed, cents, watts, slots);
    }

    public Capacity withMore(long moreCents, long moreWatts) {
        return new Capacity(nodes, cents + moreCents, watts + moreWatts, slots);
    }
}
