package org.shardplan.fleet;

import java.util.stream.IntStream;

/** The least loss of any plan, found by trying every plan. */
final class BruteForce {

    private final Table table;
    private final Assignment work;
    private final int[] order;
    private long best = Long.MAX_VALUE;

    private BruteForce(Fleet fleet) {
        this.table = new Table(fleet);
        Rulings rulings = new Rulings(table);
        this.work = new Assignment(table, rulings);
        this.order = IntStream.range(0, table.workloads()).boxed()
                .sorted((a, b) -> rulings.rank(a) - rulings.rank(b)).mapToInt(i -> i).toArray();
    }

    static long loss(Fleet fleet) {
        BruteForce all = new BruteForce(fleet);
        all.visit(0);
        return all.best;
    }

    private void visit(int depth) {
        if (depth == order.length) {
            best = Math.min(best, work.plan().loss(table.fleet()));
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
