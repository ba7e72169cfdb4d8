package org.shardplan.fleet;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.shardplan.space.Deadline;

/**
 * Proves the best plan of a small fleet: depth first, the workloads whose absence costs most come first, the prices are
 * raised again for the rest at every node. An option is tried only if the bound of the rest with the option's own loss
 * is below the best plan. The side rules do not weaken the proof: bounds ignore them, options that break them are left
 * out.
 */
final class BranchAndBound {

    private static final int STEPS = 40;
    private static final double STEP_LENGTH = 0.5;

    private final Table table;
    private final Deadline deadline;
    private final Assignment work;
    private final Integer[] order;
    private Plan best;
    private long bestLoss;
    private boolean complete = true;

    BranchAndBound(Assignment start, Deadline deadline) {
        this.table = start.table();
        this.deadline = deadline;
        this.work = new Assignment(table, start.rulings());
        this.best = start.plan();
        this.bestLoss = start.loss();
        this.order = IntStream.range(0, table.workloads()).boxed().sorted(
                Comparator.<Integer>comparingInt(start.rulings()::rank)
                        .thenComparingLong(i -> -table.unplaced(i))).toArray(Integer[]::new);
    }

    /** Searches everything that could be better; false if time ended it. */
    boolean run(double[] prices) {
        visit(0, 0, prices);
        return complete;
    }

    Plan best() {
        return best;
    }

    long bestLoss() {
        return bestLoss;
    }

    /** The workloads in the order before this depth are decided and lose so much. */
    private void visit(int depth, long decided, double[] prices) {
        if (depth == order.length) {
            offer(decided);
            return;
        }
        if (deadline.isOver()) {
            complete = false;
            return;
        }
        Rest rest = new Rest(depth, decided, prices);
        if (!rest.isHopeless()) {
            branch(rest);
        }
    }

    private void offer(long loss) {
        if (loss < bestLoss) {
            bestLoss = loss;
            best = work.plan();
        }
    }

    private void branch(Rest rest) {
        int workload = order[rest.depth];
        for (Branch branch : rest.branches(workload)) {
            if (Bound.rounded(branch.bound()) >= bestLoss) {
                return;
            }
            work.set(workload, branch.option());
            visit(rest.depth + 1, rest.decided + table.loss(workload, branch.option()), rest.steps.prices());
            work.set(workload, Table.UNPLACED);
        }
    }

    /** An option and what no plan with it can beat. */
    private record Branch(int option, double bound) {
    }

    /** The workloads that are not decided yet. */
    private final class Rest {

        private final int depth;
        private final long decided;
        private final Dual dual;
        private final double[] capacity;
        private final Subgradient steps;

        Rest(int depth, long decided, double[] prices) {
            this.depth = depth;
            this.decided = decided;
            int[] free = IntStream.range(depth, order.length).map(i -> order[i]).toArray();
            this.dual = new Dual(table, free,
                    (workload, option) -> option == Table.UNPLACED || work.usage().fits(option));
            this.capacity = IntStream.range(0, prices.length).mapToDouble(work.usage()::left).toArray();
            this.steps = new Subgradient(dual, capacity, prices).from(STEP_LENGTH);
        }

        boolean isHopeless() {
            for (int step = 0; step < STEPS && !steps.hasConverged(); step++) {
                steps.step(bestLoss - decided);
                if (Bound.rounded(decided + steps.value()) >= bestLoss) {
                    return true;
                }
            }
            return false;
        }

        /** The options of a workload, the most promising first. */
        List<Branch> branches(int workload) {
            double others = decided + dual.at(steps.prices(), capacity) - dual.value(workload);
            List<Branch> branches = new ArrayList<>();
            add(branches, workload, Table.UNPLACED, others);
            for (int column = table.first(workload); column < table.end(workload); column++) {
                for (int start = 0; start + table.length[column] <= table.slots(); start++) {
                    add(branches, workload, column * table.slots() + start, others);
                }
            }
            branches.sort(Comparator.comparingDouble(Branch::bound));
            return branches;
        }

        private void add(List<Branch> branches, int workload, int option, double others) {
            double bound = others + dual.pricing().priced(workload, option);
            if (Bound.rounded(bound) < bestLoss && work.admits(workload, option)) {
                branches.add(new Branch(option, bound));
            }
        }
    }
}
