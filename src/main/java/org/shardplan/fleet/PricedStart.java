package org.shardplan.fleet;

import java.util.stream.IntStream;
import org.shardplan.space.Deadline;

/** Finds a bound and its prices, and with the prices a good plan. */
final class PricedStart {

    private static final int MOST_PLANS = 10;
    private static final int MOST_STEPS = 40_000;

    private final Table table;
    private final PricedGreedy greedy;
    private final Dual dual;
    private final Subgradient steps;
    private Assignment best;

    PricedStart(Table table, Rulings rulings) {
        this.table = table;
        this.greedy = new PricedGreedy(table, rulings);
        this.dual = new Dual(table, IntStream.range(0, table.workloads()).toArray(), Admission.ANY);
        this.steps = new Subgradient(dual, capacity(table), new double[Pricing.rows(table)]);
        this.best = new Assignment(table, rulings);
    }

    static double[] capacity(Table table) {
        Usage all = new Usage(table);
        return IntStream.range(0, Pricing.rows(table)).mapToDouble(all::left).toArray();
    }

    /** Takes steps until they are too short, nothing is left to gain, or time is over. */
    PricedStart run(Deadline deadline) {
        int nextPlan = 0;
        for (int step = 0; step < MOST_STEPS && !isDone(deadline); step++) {
            steps.step(best.loss());
            if (step == nextPlan) {
                offer(greedy.place(dual.pricing()));
                nextPlan += MOST_PLANS + step / MOST_PLANS;
            }
        }
        dual.pricing().set(steps.prices(), 1);
        offer(greedy.place(dual.pricing()));
        return this;
    }

    private boolean isDone(Deadline deadline) {
        return steps.hasConverged() || deadline.isOver() || Bound.rounded(steps.value()) >= best.loss();
    }

    private void offer(Assignment found) {
        if (found.loss() < best.loss()) {
            best = found;
        }
    }

    Bound bound() {
        return Bound.of(steps.value(), new Prices(steps.prices(), table.slots()));
    }

    Assignment best() {
        return best;
    }

    /** The columns that some plan better than the best known may use; all others are shown not to help. */
    Table fixed() {
        double bound = dual.at(steps.prices(), capacity(table));
        double slack = best.loss() - bound + 1e-9 * Math.abs(bound) + 1;
        boolean[] kept = new boolean[table.columns()];
        for (int i = 0; i < table.workloads(); i++) {
            for (int column = table.first(i); column < table.end(i); column++) {
                kept[column] = dual.pricing().atLeast(column) - dual.value(i) <= slack;
            }
        }
        return table.only(column -> kept[column]);
    }
}
