package org.shardplan.fleet;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;

/** The same fleet with something decided beforehand, to see what that costs. Columns keep their index. */
public final class Decided {

    private Decided() {
    }

    /** Without these workloads: they do not run, and nothing is lost by that. */
    public static Fleet without(Fleet fleet, IntPredicate without) {
        return changed(fleet, index -> {
            Workload workload = fleet.workloads().get(index);
            return without.test(index) ? new Workload(workload.name(), List.of(), 0) : workload;
        });
    }

    /** These workloads run, unless no plan can run them all: not running counts more than all others together. */
    public static Fleet running(Fleet fleet, IntPredicate running) {
        long prohibitive = prohibitive(fleet);
        return changed(fleet, index -> {
            Workload workload = fleet.workloads().get(index);
            return running.test(index)
                    ? new Workload(workload.name(), workload.columns(), prohibitive, workload.due()) : workload;
        });
    }

    /** A workload runs in one way, unless no plan can run it so. */
    public static Fleet on(Fleet fleet, int workload, int column) {
        int tooLong = fleet.capacity().slots() + 1;
        Workload old = fleet.workloads().get(workload);
        List<Column> columns = IntStream.range(0, old.columns().size()).mapToObj(index -> index == column
                ? old.columns().get(index) : old.columns().get(index).lasting(tooLong)).toList();
        Workload decided = new Workload(old.name(), columns, old.lossUnplaced(), old.due());
        return running(changed(fleet, index -> index == workload ? decided : fleet.workloads().get(index)),
                index -> index == workload);
    }

    /** Only what runs takes of one limit counts. */
    public static Fleet counting(Fleet fleet, ToLongFunction<Column> amount) {
        return changed(fleet, index -> {
            Workload old = fleet.workloads().get(index);
            return new Workload(old.name(), old.columns().stream()
                    .map(column -> column.withLoss(amount.applyAsLong(column))).toList(), 0);
        });
    }

    /** More than any plan loses. */
    private static long prohibitive(Fleet fleet) {
        long sum = 1;
        for (Workload workload : fleet.workloads()) {
            long late = workload.due().lateness(fleet.capacity().slots());
            sum += late + workload.columns().stream().mapToLong(Column::loss)
                    .reduce(workload.lossUnplaced(), Math::max);
        }
        return sum;
    }

    private static Fleet changed(Fleet fleet, IntFunction<Workload> change) {
        List<Workload> workloads = new ArrayList<>();
        for (int index = 0; index < fleet.workloads().size(); index++) {
            workloads.add(change.apply(index));
        }
        return new Fleet(fleet.capacity(), workloads, fleet.rules());
    }
}
