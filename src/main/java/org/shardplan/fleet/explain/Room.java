package org.shardplan.fleet.explain;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.shardplan.fleet.Draw.Kind;

/**
 * What would make room for a workload that is left out, all solved again.
 *
 * @param runs whether the best plan runs it with all that it misses beside the others as they are; empty if that was
 *     not solved again
 * @param alone limits of which more, each by itself, lets it run beside everything that runs; the others may move
 */
public record Room(Optional<Boolean> runs, List<More> alone) {

    public static final Room UNKNOWN = new Room(Optional.empty(), List.of());

    public Room {
        alone = List.copyOf(alone);
    }

    /**
     * More of one limit.
     *
     * @param kind the limit
     * @param pool the pool, of an inventory
     * @param amount the least that is enough: nodes, kW or US dollars
     * @param runs whether the best plan with so much more then runs it
     */
    public record More(Kind kind, OptionalInt pool, double amount, boolean runs) {
    }
}
