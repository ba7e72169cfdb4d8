package org.shardplan.solver;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.shardplan.layout.Execution;
import org.shardplan.layout.Layout;
import org.shardplan.layout.Mesh;
import org.shardplan.layout.Recomputation;
import org.shardplan.layout.Schedule;
import org.shardplan.layout.StateSharding;
import org.shardplan.rule.Candidate;
import org.shardplan.rule.CapacityRules;
import org.shardplan.space.SearchSpace;

/**
 * The layout that exceeds device memory least, by the memory rule alone.
 *
 * <p>A larger micro-batch never takes less memory, nor do fewer recomputed layers once whole layers are recomputed: so
 * the smallest micro-batches and, of the recomputations, none, selective and most are enough.
 */
public final class LeastNeed {

    private final SearchSpace space;
    private Candidate least;
    private double excess = Double.POSITIVE_INFINITY;

    public LeastNeed(SearchSpace space) {
        this.space = space;
    }

    /** The most frugal layout of the space; nothing if the space is empty. */
    public Optional<Candidate> find() {
        space.meshes().forEach(this::visit);
        return Optional.ofNullable(least);
    }

    /** Bytes a GPU lacks for that layout, none if it fits. */
    public double lackingBytes() {
        return Math.max(0, excess);
    }

    private void visit(Mesh mesh) {
        List<Execution> executions = space.executions(mesh);
        List<StateSharding> states = space.states(mesh);
        for (Execution execution : executions) {
            if (execution.microBatch() > executions.get(0).microBatch()) {
                return;
            }
            for (Schedule schedule : space.schedules(mesh, execution)) {
                for (Recomputation recomputation : extremes(space.recomputations(mesh, schedule))) {
                    states.forEach(sharding -> offer(
                            new Layout(mesh, execution, schedule, recomputation, sharding)));
                }
            }
        }
    }

    private static List<Recomputation> extremes(List<Recomputation> recomputations) {
        List<Recomputation> extremes = new ArrayList<>();
        for (Recomputation recomputation : recomputations) {
            if (recomputation.layers() == 0) {
                extremes.add(recomputation);
            }
        }
        if (!recomputations.isEmpty() && recomputations.get(recomputations.size() - 1).layers() > 0) {
            extremes.add(recomputations.get(recomputations.size() - 1));
        }
        return extremes;
    }

    private void offer(Layout layout) {
        Candidate candidate = new Candidate(space.estimator(), layout);
        double available = CapacityRules.availableBytes(space.problem(), candidate.pool());
        double needed = candidate.memory().totalBytes() - available;
        if (needed < excess) {
            excess = needed;
            least = candidate;
        }
    }
}
