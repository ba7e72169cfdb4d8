package org.shardplan.fleet;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.shardplan.fleet.Plan.Placement;
import org.shardplan.fleet.SideRule.After;
import org.shardplan.fleet.SideRule.Apart;

/** Checks plans in the plainest way, without the code under test. */
final class Plans {

    private Plans() {
    }

    /** Everything a plan breaks. */
    static List<String> broken(Fleet fleet, Plan plan) {
        List<String> broken = new ArrayList<>();
        Capacity capacity = fleet.capacity();
        long cents = 0;
        for (int i = 0; i < fleet.workloads().size(); i++) {
            cents += column(fleet, plan, i).map(column -> column.use().cents()).orElse(0L);
        }
        if (cents > capacity.cents()) {
            broken.add("budget");
        }
        for (int slot = 0; slot < capacity.slots(); slot++) {
            limits(fleet, plan, slot, broken);
        }
        fleet.rules().stream().filter(rule -> !keeps(fleet, plan, rule)).forEach(rule -> broken.add("" + rule));
        return broken;
    }

    private static void limits(Fleet fleet, Plan plan, int slot, List<String> broken) {
        long watts = 0;
        long[] nodes = new long[fleet.capacity().nodes().size()];
        for (int i = 0; i < fleet.workloads().size(); i++) {
            if (runs(fleet, plan, i, slot)) {
                Column.Use use = column(fleet, plan, i).orElseThrow().use();
                nodes[use.pool()] += use.nodes();
                watts += use.watts();
            }
        }
        for (int pool = 0; pool < nodes.length; pool++) {
            if (nodes[pool] > fleet.capacity().nodes().get(pool)) {
                broken.add("pool " + pool + " in slot " + slot);
            }
        }
        if (watts > fleet.capacity().watts()) {
            broken.add("power in slot " + slot);
        }
    }

    private static Optional<Column> column(Fleet fleet, Plan plan, int workload) {
        return plan.placements().get(workload)
                .map(placement -> fleet.workloads().get(workload).columns().get(placement.column()));
    }

    private static int start(Plan plan, int workload) {
        return plan.placements().get(workload).map(Placement::start).orElse(Integer.MAX_VALUE);
    }

    private static int end(Fleet fleet, Plan plan, int workload) {
        return start(plan, workload) + column(fleet, plan, workload).orElseThrow().use().slots();
    }

    private static boolean runs(Fleet fleet, Plan plan, int workload, int slot) {
        return start(plan, workload) <= slot && slot < end(fleet, plan, workload);
    }

    private static boolean keeps(Fleet fleet, Plan plan, SideRule rule) {
        if (rule instanceof Apart apart) {
            Optional<Column> one = column(fleet, plan, apart.one());
            Optional<Column> other = column(fleet, plan, apart.other());
            return one.isEmpty() || other.isEmpty() || one.get().use().pool() != other.get().use().pool();
        }
        After after = (After) rule;
        return column(fleet, plan, after.later()).isEmpty() || column(fleet, plan, after.earlier()).isPresent()
                && start(plan, after.later()) >= end(fleet, plan, after.earlier());
    }
}
