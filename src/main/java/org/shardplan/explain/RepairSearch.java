package org.shardplan.explain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;
import org.shardplan.layout.Execution;
import org.shardplan.layout.Layout;
import org.shardplan.layout.Mesh;
import org.shardplan.layout.Recomputation;
import org.shardplan.layout.Schedule;
import org.shardplan.layout.StateSharding;
import org.shardplan.space.SearchSpace;

/**
 * Finds the feasible layouts nearest to one, changing one decision first, then two, and so on: so nothing in the space
 * is nearer than what it finds. If all of those need other GPUs, it goes on for the nearest that keeps them.
 */
final class RepairSearch {

    private static final int MOST_CHANGES = Decision.values().length;
    private static final int OTHER_GPUS = Decision.GPUS.bit() | Decision.POOL.bit();
    private static final Comparator<Repair> NEAREST_FIRST =
            Comparator.comparing((Repair repair) -> repair.changes().size()).thenComparing(Repair::size);

    private final SearchSpace space;
    private final Differences differences;
    private final NearestRepairs nearest;
    private final long deadlineNanos;
    private final List<Repair> found = new ArrayList<>();
    private int changes = -1;
    private int searched;

    RepairSearch(SearchSpace space, Layout from, long deadlineNanos) {
        this.space = space;
        this.differences = new Differences(space.problem(), from);
        this.nearest = new NearestRepairs(space.estimator(), from);
        this.deadlineNanos = deadlineNanos;
    }

    /** All of the nearest; whoever knows that nothing is feasible must not ask. */
    Repairs find() {
        return find(MOST_CHANGES);
    }

    /** The nearest, if they differ in no more than so many decisions. Goes on where it stopped before. */
    Repairs find(int mostChanges) {
        if (found.isEmpty()) {
            found.addAll(raise(mostChanges, set -> true));
            searched = changes;
        }
        if (!found.isEmpty() && found.stream().noneMatch(Repair::keepsGpus)) {
            found.addAll(raise(mostChanges, set -> (set & OTHER_GPUS) == 0));
        }
        found.sort(NEAREST_FIRST);
        return new Repairs(found, searched);
    }

    /** Raises the number of changes until something is found. */
    private List<Repair> raise(int mostChanges, IntPredicate wanted) {
        while (changes < mostChanges && !isOutOfTime()) {
            changes++;
            nearest.clear();
            space.meshes().forEach(mesh -> visit(mesh, wanted));
            if (isOutOfTime()) {
                changes--;
                return nearest.repairs();
            }
            if (!nearest.repairs().isEmpty()) {
                return nearest.repairs();
            }
        }
        return List.of();
    }

    private void visit(Mesh mesh, IntPredicate wanted) {
        int changed = differences.to(mesh);
        if (isTooFar(changed) || !wanted.test(changed) || isOutOfTime()) {
            return;
        }
        List<StateSharding> states = space.states(mesh);
        if (states.isEmpty()) {
            return;
        }
        for (Execution execution : space.executions(mesh)) {
            int more = changed | differences.to(mesh, execution);
            if (!isTooFar(more)) {
                visit(mesh, execution, states, more);
            }
        }
    }

    private void visit(Mesh mesh, Execution execution, List<StateSharding> states, int changed) {
        for (Schedule schedule : space.schedules(mesh, execution)) {
            int more = changed | differences.to(mesh, schedule);
            if (isTooFar(more)) {
                continue;
            }
            for (Recomputation recomputation : space.recomputations(mesh, schedule)) {
                int all = more | differences.to(recomputation);
                if (!isTooFar(all)) {
                    visit(new Layout(mesh, execution, schedule, recomputation, states.get(0)), states, all);
                }
            }
        }
    }

    private void visit(Layout family, List<StateSharding> states, int changed) {
        for (StateSharding sharding : states) {
            int all = changed | differences.to(family.mesh(), sharding);
            if (Integer.bitCount(all) == changes) {
                nearest.offer(family.with(sharding), all);
            }
        }
    }

    private boolean isTooFar(int changed) {
        return Integer.bitCount(changed) > changes;
    }

    private boolean isOutOfTime() {
        return System.nanoTime() - deadlineNanos > 0;
    }
}
