package org.shardplan.solver;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.shardplan.estimate.Estimate;
import org.shardplan.layout.Execution;
import org.shardplan.layout.Mesh;
import org.shardplan.layout.StateSharding;
import org.shardplan.space.SearchSpace;

/**
 * Evaluates every well-formed layout or shows by a bound that it is no better: the result is the optimum, proved.
 *
 * <p>Meshes of equal GPU count form a group; groups, meshes and executions are visited in the order of their bounds, so a
 * good layout is known early and most of the rest is bounded away.
 */
final class ExactSearch {

    private final SearchSpace space;
    private final LowerBound bound;
    private final Ranking ranking;
    private final Tally tally = new Tally();
    private final Completion completion;
    private final long deadlineNanos;
    private Score firstUnseen = Score.WORST;

    ExactSearch(SearchSpace space, int top, long deadlineNanos) {
        this.space = space;
        this.bound = new LowerBound(space.estimator());
        this.ranking = new Ranking(top);
        this.completion = new Completion(space, bound, ranking, tally);
        this.deadlineNanos = deadlineNanos;
    }

    /** Tells of a layout that another search found, so that less needs to be looked at. */
    void know(Estimate feasible) {
        ranking.offer(feasible);
    }

    Ranking ranking() {
        return ranking;
    }

    Tally tally() {
        return tally;
    }

    NearestMiss nearest() {
        return completion.nearest();
    }

    Proof proof() {
        long all = 0;
        for (Mesh mesh : space.meshes()) {
            all += space.count(mesh);
        }
        if (firstUnseen == Score.WORST) {
            Proof.Kind kind = tally.hasBounded() ? Proof.Kind.BOUND : Proof.Kind.EXHAUSTIVE;
            return new Proof(kind, all, tally.evaluatedLayouts(), 0);
        }
        return new Proof(Proof.Kind.NONE, all, tally.evaluatedLayouts(), gapPercent());
    }

    /** Visits everything; false if time ran out before. */
    boolean run() {
        List<Group> groups = groups();
        for (int i = 0; i < groups.size(); i++) {
            if (isOutOfTime()) {
                firstUnseen = min(firstUnseen, groups.get(i).bound());
                return false;
            }
            visit(groups.get(i));
        }
        return firstUnseen == Score.WORST;
    }

    private void visit(Group group) {
        if (!group.bound().isBetterThan(ranking.threshold())) {
            tally.bounded(group.meshes().size());
            return;
        }
        List<BoundedMesh> ordered = new ArrayList<>();
        for (Mesh mesh : group.meshes()) {
            ordered.add(new BoundedMesh(mesh, bestExecution(mesh)));
        }
        ordered.sort(Comparator.comparing(BoundedMesh::bound));
        for (BoundedMesh next : ordered) {
            if (isOutOfTime()) {
                firstUnseen = min(firstUnseen, next.bound());
                return;
            }
            visit(next);
        }
    }

    private void visit(BoundedMesh next) {
        if (!next.bound().isBetterThan(ranking.threshold())) {
            tally.bounded(1);
            return;
        }
        List<StateSharding> states = space.states(next.mesh());
        for (Execution execution : space.executions(next.mesh())) {
            completion.visit(next.mesh(), execution, states);
        }
    }

    private Score bestExecution(Mesh mesh) {
        Score best = Score.WORST;
        for (Execution execution : space.executions(mesh)) {
            Score score = completion.bound(mesh, execution);
            best = min(best, score);
        }
        return best;
    }

    private List<Group> groups() {
        Map<Long, List<Mesh>> bySize = new LinkedHashMap<>();
        for (Mesh mesh : space.meshes()) {
            long key = (long) mesh.pool() << Integer.SIZE | mesh.gpus();
            bySize.computeIfAbsent(key, ignored -> new ArrayList<>()).add(mesh);
        }
        List<Group> groups = new ArrayList<>();
        bySize.values().forEach(meshes -> groups.add(new Group(bound.ofGpus(meshes.get(0)), meshes)));
        groups.sort(Comparator.comparing(Group::bound));
        return groups;
    }

    private double gapPercent() {
        Optional<Estimate> best = ranking.estimates().stream().findFirst();
        if (best.isEmpty()) {
            return Double.POSITIVE_INFINITY;
        }
        double loss = Score.of(best.get()).loss();
        return Math.max(0, 100 * (loss - firstUnseen.loss()) / Math.abs(loss));
    }

    private boolean isOutOfTime() {
        return System.nanoTime() - deadlineNanos > 0;
    }

    private static Score min(Score one, Score other) {
        return other.isBetterThan(one) ? other : one;
    }

    /** Meshes with the same GPUs and the score none of them can beat. */
    private record Group(Score bound, List<Mesh> meshes) {
    }

    /** A mesh and the score none of its layouts can beat. */
    private record BoundedMesh(Mesh mesh, Score bound) {
    }
}
