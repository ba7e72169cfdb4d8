package org.shardplan.fleet;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.shardplan.fleet.Change.Part;

/**
 * Takes some workloads out of a plan, mostly such as share a pool and some time, and puts them back in random order,
 * each on its cheapest option that fits with the prices of what it takes from others; the last one by its loss alone.
 * One that did not run comes first into the room made for it. Now and then an option is overlooked, so that the same plan is not
 * found every time (Schrimpf et al. 2000; blinks: Christiaens and Vanden Berghe 2020).
 */
public final class RuinAndRecreate {

    private static final int FEWEST = 2;
    private static final int MOST = 8;
    private static final int TRIES = 60;
    private static final int BLINK = 8;
    private static final int WAYS = 3;
    private static final double[] FACTORS = {0, 0.5, 1};

    private final Assignment assignment;
    private final Table table;
    private final List<Pricing> pricings = new ArrayList<>();
    private final int[] before;

    /**
     * Changes of one plan.
     *
     * @param assignment the plan; it may change from move to move
     * @param prices what the rows are worth, all 0 if unknown
     */
    public RuinAndRecreate(Assignment assignment, double[] prices) {
        this.assignment = assignment;
        this.table = assignment.table();
        this.before = new int[table.workloads()];
        for (double factor : FACTORS) {
            pricings.add(new Pricing(table).set(prices, factor));
        }
    }

    /** A change of the plan, which stays as it is. */
    public Change next(Random random) {
        List<Integer> chosen = ruin(random);
        boolean newcomer = before[chosen.get(0)] == Table.UNPLACED;
        Collections.shuffle(newcomer ? chosen.subList(1, chosen.size()) : chosen, random);
        if (!assignment.rulings().isEmpty()) {
            chosen.sort(Comparator.comparingInt(assignment.rulings()::rank));
        }
        recreate(chosen, random);
        return undone(chosen);
    }

    private List<Integer> ruin(Random random) {
        int size = table.workloads();
        int wanted = Math.min(size, FEWEST + random.nextInt(MOST - FEWEST + 1));
        List<Integer> chosen = new ArrayList<>();
        take(random.nextInt(WAYS) == 0 ? unplaced(random) : random.nextInt(size), chosen);
        int place = place(chosen.get(0), random);
        boolean near = place != Table.UNPLACED && random.nextInt(WAYS) > 0;
        for (int tries = 0; chosen.size() < wanted && tries < TRIES; tries++) {
            int candidate = random.nextInt(size);
            if (!chosen.contains(candidate) && (!near || isNear(assignment.option(candidate), place))) {
                take(candidate, chosen);
            }
        }
        return chosen;
    }

    /** A workload that does not run, if one is soon found. */
    private int unplaced(Random random) {
        int workload = random.nextInt(table.workloads());
        for (int tries = 0; assignment.isPlaced(workload) && tries < TRIES; tries++) {
            workload = random.nextInt(table.workloads());
        }
        return workload;
    }

    /** Where a workload runs, or could run. */
    private int place(int workload, Random random) {
        int columns = table.end(workload) - table.first(workload);
        if (before[workload] != Table.UNPLACED || columns == 0) {
            return before[workload];
        }
        int column = table.first(workload) + random.nextInt(columns);
        return column * table.slots() + random.nextInt(table.slots() - table.length[column] + 1);
    }

    /** Whether two options share a pool at some time. */
    private boolean isNear(int one, int other) {
        return one != Table.UNPLACED && !table.areApart(one, other)
                && table.start(one) < table.start(other) + table.length[table.column(other)]
                && table.start(other) < table.start(one) + table.length[table.column(one)];
    }

    /** A workload is taken out with all that wait for it. */
    private void take(int workload, List<Integer> chosen) {
        chosen.add(workload);
        before[workload] = assignment.option(workload);
        assignment.set(workload, Table.UNPLACED);
        for (int waiting : assignment.rulings().waiting(workload)) {
            if (!chosen.contains(waiting)) {
                take(waiting, chosen);
            }
        }
    }

    private void recreate(List<Integer> chosen, Random random) {
        Admission blinking = (workload, option) ->
                (option == Table.UNPLACED || random.nextInt(BLINK) > 0) && assignment.admits(workload, option);
        for (int i = 0; i < chosen.size(); i++) {
            int workload = chosen.get(i);
            Pricing pricing = pricings.get(i == chosen.size() - 1 ? 0 : random.nextInt(pricings.size()));
            assignment.set(workload, pricing.cheapest(workload, before[workload], blinking));
        }
    }

    private Change undone(List<Integer> chosen) {
        List<Part> parts = new ArrayList<>();
        for (int workload : chosen) {
            if (assignment.option(workload) != before[workload]) {
                parts.add(new Part(workload, assignment.option(workload)));
            }
        }
        chosen.forEach(workload -> assignment.set(workload, Table.UNPLACED));
        chosen.forEach(workload -> assignment.set(workload, before[workload]));
        return new Change(parts);
    }
}
