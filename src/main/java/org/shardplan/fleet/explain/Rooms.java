package org.shardplan.fleet.explain;

import java.util.List;
import java.util.Optional;
import org.shardplan.fleet.Capacity;
import org.shardplan.fleet.Decided;
import org.shardplan.fleet.Draw.Kind;
import org.shardplan.fleet.Fleet;
import org.shardplan.fleet.FleetAnswer;
import org.shardplan.fleet.Plan;
import org.shardplan.fleet.WhatIf;
import org.shardplan.fleet.explain.Room.More;
import org.shardplan.fleet.planner.Shortage;
import org.shardplan.fleet.planner.Worth;

/**
 * Which limit alone would make room for a workload. How much of a limit all that run and the workload need at least is
 * the best plan of them when only that limit counts and nothing bounds it.
 *
 * @param again solves the fleet with something changed
 * @param workload a workload that does not run
 */
record Rooms(WhatIf again, int workload) {

    Room of(Shortage missing, List<Worth> limits) {
        return new Room(runs(with(missing)), limits.stream().map(this::alone).flatMap(Optional::stream).toList());
    }

    private Capacity with(Shortage missing) {
        return again.answer().fleet().capacity()
                .withMore(Kind.INVENTORY, missing.run().pool(), missing.nodes())
                .withMore(Kind.BUDGET, 0, Math.round(missing.usd() * Kind.BUDGET.perUnit()))
                .withMore(Kind.POWER, 0, Math.round(missing.kw() * Kind.POWER.perUnit()));
    }

    private Optional<More> alone(Worth limit) {
        Kind kind = limit.kind();
        int pool = limit.pool().orElse(0);
        Fleet fleet = again.answer().fleet();
        Optional<Long> least = least(kind, pool);
        return least.filter(needed -> needed > fleet.capacity().of(kind, pool)).map(needed -> new More(kind,
                limit.pool(), (double) (needed - fleet.capacity().of(kind, pool)) / kind.perUnit(),
                runs(fleet.capacity().with(kind, pool, needed)).orElse(false)));
    }

    private Optional<Long> least(Kind kind, int pool) {
        Fleet fleet = again.answer().fleet();
        Fleet needed = Decided.without(fleet, index -> !isNeeded(index));
        Capacity boundless = fleet.capacity().with(kind, pool, Math.max(fleet.capacity().of(kind, pool), most(kind)));
        Fleet counting = Decided.counting(needed.with(boundless), column -> column.use().of(kind, pool));
        return again.solve(Decided.running(counting, this::isNeeded))
                .filter(answer -> areAllRunning(answer.plan())).map(FleetAnswer::loss);
    }

    private long most(Kind kind) {
        return again.answer().fleet().workloads().stream().flatMap(each -> each.columns().stream())
                .mapToLong(column -> column.use().of(kind, column.use().pool())).sum();
    }

    private boolean isNeeded(int index) {
        return index == workload || again.answer().plan().runs(index);
    }

    private boolean areAllRunning(Plan plan) {
        for (int index = 0; index < plan.placements().size(); index++) {
            if (isNeeded(index) && !plan.runs(index)) {
                return false;
            }
        }
        return true;
    }

    /** Whether the best plan of all runs it when there is so much. */
    private Optional<Boolean> runs(Capacity larger) {
        return again.solve(again.answer().fleet().with(larger)).map(other -> other.plan().runs(workload));
    }
}
