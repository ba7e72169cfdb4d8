package org.shardplan.fleet;

import java.util.Arrays;
import java.util.stream.IntStream;

/** A plan in the making: the option of every workload, and what they leave. */
public final class Assignment {

    private final Table table;
    private final Rulings rulings;
    private final Usage usage;
    private final int[] options;
    private long loss;

    /** Nothing runs. */
    public Assignment(Table table, Rulings rulings) {
        this.table = table;
        this.rulings = rulings;
        this.usage = new Usage(table);
        this.options = new int[table.workloads()];
        Arrays.fill(options, Table.UNPLACED);
        for (int i = 0; i < options.length; i++) {
            loss += table.unplaced(i);
        }
    }

    public Table table() {
        return table;
    }

    public Rulings rulings() {
        return rulings;
    }

    Usage usage() {
        return usage;
    }

    public int option(int workload) {
        return options[workload];
    }

    public long loss() {
        return loss;
    }

    boolean isPlaced(int workload) {
        return options[workload] != Table.UNPLACED;
    }

    public void set(int workload, int option) {
        int present = options[workload];
        loss += table.loss(workload, option) - table.loss(workload, present);
        usage.give(present);
        usage.take(option);
        options[workload] = option;
    }

    public void take(Plan plan) {
        for (int i = 0; i < options.length; i++) {
            set(i, table.option(i, plan.placements().get(i)));
        }
    }

    /** Whether a workload that does not run may take this option. */
    public boolean admits(int workload, int option) {
        return (option == Table.UNPLACED || usage.fits(option)) && rulings.allow(workload, option, options);
    }

    /** How far it is from keeping all limits and rules; 0 if it does. */
    public long excess() {
        return usage.excess() + rulings.broken(options);
    }

    public Plan plan() {
        return new Plan(IntStream.of(options).mapToObj(table::placement).toList());
    }
}
