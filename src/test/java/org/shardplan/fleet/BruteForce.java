package org.shardplan.fleet;

import java.util.function.Predicate;
import java.util.stream.IntStream;

/** The least loss of any plan, found by trying every plan. */
final class BruteForce {

    private final Table table;
    private final Assignment work;
    private final int[] order;
    private long best = Long.MAX_VALUE;

    private final Predicate<Plan> wanted;

    private BruteForce(Fleet fleet, Predicate<Plan> wanted) {
        this.wanted = wanted;
        this.table = new Table(fleet);
        Rulings rulings = new Rulings(table);
        this.work = new Assignment(table, rulings);
        this.order = IntStream.range(0, table.workloads()).boxed()
                .sorted((a, b) -> rulings.rank(a) - rulings.rank(b)).mapToInt(i -> i).toArray();
    }

    static long loss(Fleet fleet) {
        return loss(fleet, plan -> true);
    }

    /** The least loss of a plan like that; the largest number if there is none. */
    static long loss(Fleet fleet, Predicate<Plan> wanted) {
        BruteForce all = new BruteForce(fleet, wanted);
        all.visit(0);
        return all.best;
    }

    private void visit(int depth) {
        if (depth == order.length) {
            Plan plan = work.plan();
            best = wanted.test(plan) ? Math.min(best, plan.loss(table.fleet())) : best;
            return;
        }
        int workload = order[depth];
        attempt(depth, workload, Table.UNPLACED);
        int end = table.end(workload) * table.slots();
        for (int option = table.first(workload) * table.slots(); option < end; option++) {
            if (table.start(option) + table.length[table.column(option)] <= table.slots()) {
                attempt(depth, workload, option);
            }
        }
    }

    private void attempt(int depth, int workload, int option) {
        if (work.admits(workload, option)) {
            work.set(workload, option);
            visit(depth + 1);
            work.set(workload, Table.UNPLACED);
        }
    }
}
