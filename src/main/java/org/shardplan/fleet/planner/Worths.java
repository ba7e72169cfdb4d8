package org.shardplan.fleet.planner;

import static org.shardplan.fleet.planner.Choices.LOSSES_PER_UNIT;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.shardplan.fleet.Capacity;
import org.shardplan.fleet.Draw.Kind;
import org.shardplan.fleet.FleetAnswer;
import org.shardplan.fleet.Prices;
import org.shardplan.fleet.WhatIf;

/** What a little more of every limit would bring. */
record Worths(WhatIf again) {

    private static final long USD = 1000;

    List<Worth> all() {
        Capacity capacity = again.answer().fleet().capacity();
        Prices prices = again.answer().prices();
        List<Worth> worth = new ArrayList<>();
        for (int pool = 0; pool < capacity.nodes().size(); pool++) {
            worth.add(worth(Kind.INVENTORY, OptionalInt.of(pool), prices.perNode(pool), 1));
        }
        if (capacity.watts() < Capacity.UNLIMITED) {
            worth.add(worth(Kind.POWER, OptionalInt.empty(), prices.perWatt(), Kind.POWER.perUnit()));
        }
        if (capacity.cents() < Capacity.UNLIMITED) {
            worth.add(worth(Kind.BUDGET, OptionalInt.empty(), prices.perCent(), USD * Kind.BUDGET.perUnit()));
        }
        return worth;
    }

    private Worth worth(Kind kind, OptionalInt pool, double price, long more) {
        FleetAnswer answer = again.answer();
        Capacity larger = answer.fleet().capacity().withMore(kind, pool.orElse(0), more);
        return new Worth(kind, pool, price * more / LOSSES_PER_UNIT,
                again.gain(answer.fleet().with(larger)) / LOSSES_PER_UNIT);
    }
}
