package org.shardplan.fleet;

import java.util.Arrays;

/**
 * The Lagrangian dual: with prices on the shared limits every workload takes its cheapest option, whatever the others
 * do. L(price) = sum over workloads of min(loss + price · use) - sum over rows of price · capacity is never above the
 * least loss of any plan (weak duality; Geoffrion 1974).
 */
final class Dual {

    private final Table table;
    private final int[] free;
    private final Admission admission;
    private final Pricing pricing;
    private final int[] cheapest;
    private final double[] values;
    private final double[] use;

    /**
     * The dual of a part of the fleet.
     *
     * @param table the columns
     * @param free workloads to be decided
     * @param admission their options
     */
    Dual(Table table, int[] free, Admission admission) {
        this.table = table;
        this.free = free;
        this.admission = admission;
        this.pricing = new Pricing(table);
        this.cheapest = new int[table.workloads()];
        this.values = new double[table.workloads()];
        this.use = new double[Pricing.rows(table)];
        Arrays.fill(cheapest, Table.UNPLACED);
    }

    Pricing pricing() {
        return pricing;
    }

    /** What workloads take together at the last prices, row by row. */
    double[] use() {
        return use;
    }

    /** Loss and price of the cheapest option of a workload at the last prices. */
    double value(int workload) {
        return values[workload];
    }

    /** The bound at these prices. */
    double at(double[] prices, double[] capacity) {
        pricing.set(prices, 1);
        Arrays.fill(use, 0);
        double bound = 0;
        for (int workload : free) {
            cheapest[workload] = pricing.cheapest(workload, cheapest[workload], admission);
            values[workload] = pricing.value();
            bound += values[workload];
            add(cheapest[workload]);
        }
        for (int row = 0; row < prices.length; row++) {
            bound -= prices[row] == 0 ? 0 : prices[row] * capacity[row];
        }
        return bound;
    }

    private void add(int option) {
        if (option == Table.UNPLACED) {
            return;
        }
        int column = table.column(option);
        int start = table.start(option);
        int nodes = table.pool[column] * table.slots();
        int watts = table.pools() * table.slots();
        for (int slot = start; slot < start + table.length[column]; slot++) {
            use[nodes + slot] += table.nodes[column];
            use[watts + slot] += table.watts[column];
        }
        use[use.length - 1] += table.cents[column];
    }
}
