package org.shardplan.fleet;

/**
 * What a little more of each limit would be worth, in units of the loss.
 *
 * @param rows price of one unit of each row: the nodes of each pool, slot after slot, then the watts of each slot, then
 *     the money
 * @param slots time slots
 */
public record Prices(double[] rows, int slots) {

    /** No limit is worth anything. */
    public static Prices none(Table table) {
        return new Prices(new double[Pricing.rows(table)], table.slots());
    }

    /** What one more node of a pool is worth over all slots: no plan gains more than this and the gap. */
    public double perNode(int pool) {
        return sum(pool);
    }

    /** What one more watt is worth over all slots. */
    public double perWatt() {
        return sum((rows.length - 1) / slots - 1);
    }

    /** What one more cent of the budget is worth. */
    public double perCent() {
        return rows[rows.length - 1];
    }

    private double sum(int band) {
        double sum = 0;
        for (int slot = 0; slot < slots; slot++) {
            sum += rows[band * slots + slot];
        }
        return sum;
    }

    /** What the resources of a placed column are worth to all others. */
    public double of(Column.Use use, int start) {
        double price = use.cents() * perCent();
        for (int slot = start; slot < start + use.slots(); slot++) {
            price += use.nodes() * rows[use.pool() * slots + slot] + use.watts() * rows[rows.length - 1 - slots + slot];
        }
        return price;
    }
}
