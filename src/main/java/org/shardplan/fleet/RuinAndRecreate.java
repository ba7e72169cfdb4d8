package org.shardplan.fleet;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.shardplan.fleet.Change.Part;

/**
 * Takes some workloads out of a plan and puts them back in random order, each on its cheapest option that fits with the
 * prices of what it takes from others; the last one by its loss alone. Now and then it overlooks an option, so that it
 * does not always find the same (Schrimpf et al. 2000; blinks: Christiaens and Vanden Berghe 2020).
 */
public final class RuinAndRecreate {

    private static final int FEWEST = 2;
    private static final int MOST = 8;
    private static final int TRIES = 40;
    private static final int BLINK = 8;
    private static final int WAYS = 3;
    private static final double[] FACTORS = {0, 0.5, 1};

    private final Assignment assignment;
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
        this.before = new int[assignment.table().workloads()];
        for (double factor : FACTORS) {
            pricings.add(new Pricing(assignment.table()).set(prices, factor));
        }
    }

    /** A change of the plan, which stays as it is. */
    public Change next(Random random) {
        List<Integer> chosen = ruin(random);
        Collections.shuffle(chosen, random);
        if (!assignment.rulings().isEmpty()) {
            chosen.sort(Comparator.comparingInt(assignment.rulings()::rank));
        }
        recreate(chosen, random);
        return undone(chosen);
    }

    private List<Integer> ruin(Random random) {
        int size = assignment.table().workloads();
        int wanted = Math.min(size, FEWEST + random.nextInt(MOST - FEWEST + 1));
        int way = random.nextInt(WAYS);
        int anchor = random.nextInt(size);
        List<Integer> chosen = new ArrayList<>();
        take(anchor, chosen);
        for (int tries = 0; chosen.size() < wanted && tries < TRIES; tries++) {
            int candidate = random.nextInt(size);
            if (!chosen.contains(candidate) && suits(way, candidate, before[anchor])) {
                take(candidate, chosen);
            }
        }
        return chosen;
    }

    /** By its way a ruin takes workloads of one pool, or prefers those that do not run, or takes any. */
    private boolean suits(int way, int candidate, int anchor) {
        int option = assignment.option(candidate);
        return switch (way) {
            case 0 -> anchor == Table.UNPLACED || option != Table.UNPLACED && pool(option) == pool(anchor);
            case 1 -> option == Table.UNPLACED || candidate % 2 == 0;
            default -> true;
        };
    }

    private int pool(int option) {
        return assignment.table().pool[assignment.table().column(option)];
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
