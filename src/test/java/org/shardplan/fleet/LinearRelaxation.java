package org.shardplan.fleet;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.hipparchus.optim.linear.LinearConstraint;
import org.hipparchus.optim.linear.LinearConstraintSet;
import org.hipparchus.optim.linear.LinearObjectiveFunction;
import org.hipparchus.optim.linear.NonNegativeConstraint;
import org.hipparchus.optim.linear.Relationship;
import org.hipparchus.optim.linear.SimplexSolver;
import org.hipparchus.optim.nonlinear.scalar.GoalType;

/**
 * A fleet whose workloads may run in parts, several ways at once, solved by the simplex method of Hipparchus. It reads
 * the question alone and shares no code with the bound it checks. Minimize
 * {@code sum of unplaced + sum of (loss - unplaced) · x} with at most one of every workload and no limit exceeded.
 */
final class LinearRelaxation {

    private final Fleet fleet;
    private final List<Part> parts = new ArrayList<>();

    private LinearRelaxation(Fleet fleet) {
        this.fleet = fleet;
        for (int workload = 0; workload < fleet.workloads().size(); workload++) {
            for (Column column : fleet.workloads().get(workload).columns()) {
                add(workload, column);
            }
        }
    }

    /** A way to run a workload from a slot on, and what it loses less than not running. */
    private record Part(int workload, Column column, int start, double gain) {

        boolean isRunning(int slot) {
            return start <= slot && slot < start + column.use().slots();
        }
    }

    private void add(int workload, Column column) {
        Workload asked = fleet.workloads().get(workload);
        for (int start = 0; start + column.use().slots() <= fleet.capacity().slots(); start++) {
            int end = start + column.use().slots();
            long late = end <= asked.due().slot() ? 0 : asked.due().lossPerSlot() * (end - asked.due().slot());
            double gain = asked.lossUnplaced() - column.loss() - late;
            if (gain > 0) {
                parts.add(new Part(workload, column, start, gain));
            }
        }
    }

    /** The least loss. */
    static double loss(Fleet fleet) {
        return new LinearRelaxation(fleet).solve();
    }

    private double solve() {
        double unplaced = fleet.workloads().stream().mapToLong(Workload::lossUnplaced).sum();
        if (parts.isEmpty()) {
            return unplaced;
        }
        double[] gains = parts.stream().mapToDouble(part -> part.gain() / unplaced).toArray();
        double gained = new SimplexSolver().optimize(new LinearObjectiveFunction(gains, 0),
                new LinearConstraintSet(constraints()), GoalType.MAXIMIZE, new NonNegativeConstraint(true)).getValue();
        return unplaced * (1 - gained);
    }

    private List<LinearConstraint> constraints() {
        List<LinearConstraint> constraints = new ArrayList<>();
        for (int workload = 0; workload < fleet.workloads().size(); workload++) {
            int index = workload;
            atMost(constraints, 1, part -> part.workload() == index ? 1 : 0);
        }
        atMost(constraints, fleet.capacity().cents(), part -> part.column().use().cents());
        for (int slot = 0; slot < fleet.capacity().slots(); slot++) {
            limits(constraints, slot);
        }
        return constraints;
    }

    private void limits(List<LinearConstraint> constraints, int slot) {
        atMost(constraints, fleet.capacity().watts(),
                part -> part.isRunning(slot) ? part.column().use().watts() : 0);
        for (int pool = 0; pool < fleet.capacity().nodes().size(); pool++) {
            int index = pool;
            atMost(constraints, fleet.capacity().nodes().get(pool), part ->
                    part.isRunning(slot) && part.column().use().pool() == index ? part.column().use().nodes() : 0);
        }
    }

    private void atMost(List<LinearConstraint> constraints, long most, ToDoubleFunction<Part> use) {
        double scale = Math.max(1, most);
        double[] row = parts.stream().mapToDouble(part -> use.applyAsDouble(part) / scale).toArray();
        constraints.add(new LinearConstraint(row, Relationship.LEQ, most / scale));
    }
}
