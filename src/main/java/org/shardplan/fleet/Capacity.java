package org.shardplan.fleet;

import java.util.ArrayList;
import java.util.List;
import org.shardplan.fleet.Draw.Kind;

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

    /** How much there is of a limit; the pool counts for an inventory only. */
    public long of(Kind kind, int pool) {
        return switch (kind) {
            case INVENTORY -> nodes.get(pool);
            case POWER -> watts;
            case BUDGET -> cents;
        };
    }

    /** With so much of a limit instead. */
    public Capacity with(Kind kind, int pool, long amount) {
        return switch (kind) {
            case INVENTORY -> {
                List<Integer> changed = new ArrayList<>(nodes);
                changed.set(pool, Math.toIntExact(amount));
                yield new Capacity(changed, cents, watts, slots);
            }
            case POWER -> new Capacity(nodes, cents, amount, slots);
            case BUDGET -> new Capacity(nodes, amount, watts, slots);
        };
    }

    /** With so much more of a limit. */
    public Capacity withMore(Kind kind, int pool, long more) {
        return with(kind, pool, of(kind, pool) + more);
    }
}
