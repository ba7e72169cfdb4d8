package org.shardplan.fleet;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Places workloads one after the other, those first that would lose most by staying out, each on the option that is
 * cheapest with the prices of what it takes from others; then improves one at a time by its true loss.
 */
final class PricedGreedy {

    private static final int MOST_ROUNDS = 20;

    private final Table table;
    private final Rulings rulings;
    private final Pricing plain;

    PricedGreedy(Table table, Rulings rulings) {
        this.table = table;
        this.rulings = rulings;
        this.plain = new Pricing(table).set(new double[Pricing.rows(table)], 1);
    }

    /** A plan that keeps all limits and rules. */
    Assignment place(Pricing pricing) {
        Assignment assignment = new Assignment(table, rulings);
        for (int workload : order(pricing)) {
            assignment.set(workload, pricing.cheapest(workload, Table.UNPLACED, assignment::admits));
        }
        improve(assignment);
        return assignment;
    }

    private List<Integer> order(Pricing pricing) {
        double[] gain = new double[table.workloads()];
        for (int i = 0; i < gain.length; i++) {
            pricing.cheapest(i, Table.UNPLACED, Admission.ANY);
            gain[i] = table.unplaced(i) - pricing.value();
        }
        return IntStream.range(0, gain.length).boxed()
                .sorted(Comparator.<Integer>comparingInt(rulings::rank).thenComparingDouble(i -> -gain[i])).toList();
    }

    /** Gives one workload at a time its best option, until none has a better one. */
    void improve(Assignment assignment) {
        long before;
        int rounds = 0;
        do {
            before = assignment.loss();
            for (int workload = 0; workload < table.workloads(); workload++) {
                improve(assignment, workload);
            }
        } while (assignment.loss() < before && ++rounds < MOST_ROUNDS);
    }

    private void improve(Assignment assignment, int workload) {
        int present = assignment.option(workload);
        if (present != Table.UNPLACED) {
            assignment.set(workload, Table.UNPLACED);
        }
        assignment.set(workload, plain.cheapest(workload, present, assignment::admits));
    }
}
