package org.shardplan.fleet;

import java.util.Arrays;
import org.shardplan.fleet.Draw.Kind;
import org.shardplan.fleet.Draw.Limit;

/** What the placed workloads leave of the capacity; less than nothing where they take too much. */
final class Usage {

    private final Table table;
    private final int[] nodes;
    private final long[] watts;
    private long cents;

    Usage(Table table) {
        this.table = table;
        Capacity capacity = table.fleet().capacity();
        this.nodes = new int[capacity.nodes().size() * table.slots()];
        for (int i = 0; i < nodes.length; i++) {
            nodes[i] = capacity.nodes().get(i / table.slots());
        }
        this.watts = new long[table.slots()];
        Arrays.fill(watts, capacity.watts());
        this.cents = capacity.cents();
    }

    /** Whether there is room for one more. */
    boolean fits(int option) {
        int column = table.column(option);
        if (table.cents[column] > cents) {
            return false;
        }
        int start = table.start(option);
        int row = table.pool[column] * table.slots();
        for (int slot = start; slot < start + table.length[column]; slot++) {
            if (table.nodes[column] > nodes[row + slot] || table.watts[column] > watts[slot]) {
                return false;
            }
        }
        return true;
    }

    void take(int option) {
        change(option, 1);
    }

    void give(int option) {
        change(option, -1);
    }

    private void change(int option, int sign) {
        if (option == Table.UNPLACED) {
            return;
        }
        int column = table.column(option);
        int start = table.start(option);
        int row = table.pool[column] * table.slots();
        for (int slot = start; slot < start + table.length[column]; slot++) {
            nodes[row + slot] -= sign * table.nodes[column];
            watts[slot] -= sign * table.watts[column];
        }
        cents -= sign * table.cents[column];
    }

    /** What is left of one row: the nodes of each pool and the watts, slot after slot, then the money. */
    double left(int row) {
        if (row < nodes.length) {
            return nodes[row];
        }
        return row < nodes.length + watts.length ? watts[row - nodes.length] : cents;
    }

    /** By how much the limits are exceeded, in thousandths of each, rounded up. */
    long excess() {
        long excess = excess(table.limit(Kind.BUDGET, 0, 0), cents);
        for (int slot = 0; slot < watts.length; slot++) {
            excess += watts[slot] < 0 ? excess(table.limit(Kind.POWER, 0, slot), watts[slot]) : 0;
        }
        for (int row = 0; row < nodes.length; row++) {
            excess += nodes[row] < 0
                    ? excess(table.limit(Kind.INVENTORY, row / table.slots(), row % table.slots()), nodes[row]) : 0;
        }
        return excess;
    }

    private static long excess(Limit limit, long left) {
        return limit.excess(limit.capacity() - left);
    }
}
