package org.shardplan.fleet;

/**
 * What options cost with the prices of what they take: loss + sum over rows of price · use.
 *
 * <p>Rows are the nodes of each pool, slot after slot, then the watts of each slot, then the money. The price of a run
 * depends on its pool, length and start only, so it is summed once for all columns; columns whose cheapest start cannot
 * beat the best option are skipped whole.
 */
final class Pricing {

    private final Table table;
    private final int slots;
    private final double[][][] window;
    private final double[][] least;
    private double perCent;
    private double value;

    Pricing(Table table) {
        this.table = table;
        this.slots = table.slots();
        this.window = new double[table.pools() + 1][slots + 1][];
        this.least = new double[table.pools() + 1][slots + 1];
        for (double[][] band : window) {
            for (int length = 0; length <= slots; length++) {
                band[length] = new double[slots - length + 1];
            }
        }
    }

    static int rows(Table table) {
        return (table.pools() + 1) * table.slots() + 1;
    }

    /** Takes over these prices times a factor. */
    Pricing set(double[] prices, double factor) {
        for (int band = 0; band < window.length; band++) {
            for (int length = 1; length <= slots; length++) {
                slide(band, length, prices, factor);
            }
        }
        perCent = factor * prices[prices.length - 1];
        return this;
    }

    private void slide(int band, int length, double[] prices, double factor) {
        double[] sums = window[band][length];
        double[] shorter = window[band][length - 1];
        double lowest = Double.POSITIVE_INFINITY;
        for (int start = 0; start < sums.length; start++) {
            sums[start] = shorter[start] + factor * prices[band * slots + start + length - 1];
            lowest = Math.min(lowest, sums[start]);
        }
        least[band][length] = lowest;
    }

    /** Loss and price of one option. */
    double priced(int workload, int option) {
        if (option == Table.UNPLACED) {
            return table.unplaced(workload);
        }
        int column = table.column(option);
        int start = table.start(option);
        return table.loss(workload, option) + perCent * table.cents[column]
                + table.nodes[column] * window[table.pool[column]][table.length[column]][start]
                + table.watts[column] * window[table.pools()][table.length[column]][start];
    }

    /** Loss and price of a column at its cheapest start, or less. */
    double atLeast(int column) {
        return table.loss[column] + perCent * table.cents[column]
                + table.nodes[column] * least[table.pool[column]][table.length[column]]
                + table.watts[column] * least[table.pools()][table.length[column]];
    }

    /**
     * The cheapest option that is admitted.
     *
     * @param workload the workload
     * @param hint an option that is likely good, tried first
     * @param admission asked only about options that would be the cheapest so far
     * @return the option; {@link #value()} is its price. If not even staying unplaced is admitted, the hint.
     */
    int cheapest(int workload, int hint, Admission admission) {
        int best = hint;
        value = Double.POSITIVE_INFINITY;
        if (admission.admits(workload, Table.UNPLACED)) {
            best = Table.UNPLACED;
            value = table.unplaced(workload);
        }
        if (hint != Table.UNPLACED && priced(workload, hint) < value && admission.admits(workload, hint)) {
            best = hint;
            value = priced(workload, hint);
        }
        for (int column = table.first(workload); column < table.end(workload); column++) {
            if (table.loss[column] >= value) {
                break;
            }
            if (atLeast(column) < value) {
                best = cheapestStart(workload, column, best, admission);
            }
        }
        return best;
    }

    private int cheapestStart(int workload, int column, int known, Admission admission) {
        int best = known;
        int length = table.length[column];
        double[] nodes = window[table.pool[column]][length];
        double[] watts = window[table.pools()][length];
        double fixed = table.loss[column] + perCent * table.cents[column];
        for (int start = 0; start < nodes.length; start++) {
            double late = fixed + table.lateness(workload, start + length);
            if (late >= value) {
                break;
            }
            double priced = late + table.nodes[column] * nodes[start] + table.watts[column] * watts[start];
            int option = column * slots + start;
            if (priced < value && admission.admits(workload, option)) {
                best = option;
                value = priced;
            }
        }
        return best;
    }

    /** The price of what {@link #cheapest} found. */
    double value() {
        return value;
    }
}
