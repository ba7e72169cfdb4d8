package org.shardplan.solver;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.shardplan.estimate.Estimate;
import org.shardplan.estimate.Score;
import org.shardplan.layout.Execution;
import org.shardplan.layout.Mesh;
import org.shardplan.layout.StateSharding;
import org.shardplan.solver.Answer.Rejection;
import org.shardplan.rule.Candidate;
import org.shardplan.rule.RuleBook;
import org.shardplan.space.Deadline;
import org.shardplan.space.SearchSpace;

/**
 * Evaluates every well-formed layout or shows by a bound that it is no better: the result is the optimum, proved.
 *
 * <p>Meshes of equal GPU count form a group; groups, meshes and executions are visited in the order of their bounds,
 * so a good layout is known early and most of the rest is bounded away.
 */
final class ExactSearch {

    private final SearchSpace space;
    private final LowerBound bound;
    private final Ranking ranking;
    private final Tally tally = new Tally();
    private final Completion completion;
    private final Deadline deadline;
    private SearchMeter meter = new SearchMeter();
    private Score firstUnseen = Score.WORST;
    private List<Group> groups;

    ExactSearch(SearchSpace space, int top, long deadlineNanos) {
        this(space, new Ranking(top), deadlineNanos);
    }

    ExactSearch(SearchSpace space, Ranking ranking, long deadlineNanos) {
        this(new Question(space, RuleBook.standard()), ranking, deadlineNanos);
    }

    ExactSearch(Question question, Ranking ranking, long deadlineNanos) {
        this.space = question.space();
        this.bound = new LowerBound(space.estimator());
        this.ranking = ranking;
        this.deadline = new Deadline(deadlineNanos);
        this.completion = new Completion(question, bound, ranking, tally, deadline);
    }

    /** Tells of a layout that another search found, so that less needs to be looked at. */
    void know(Estimate feasible) {
        ranking.offer(feasible);
    }

    /** Counts meshes there. */
    ExactSearch watchedBy(SearchMeter watcher) {
        meter = watcher;
        return this;
    }

    SearchSpace space() {
        return space;
    }

    Ranking ranking() {
        return ranking;
    }

    List<Rejection<Estimate>> rejections() {
        return tally.rejections(space.rejectedMeshes());
    }

    NearestMiss nearest() {
        return completion.nearest();
    }

    /** The best layout that breaks this rule of time or estimate only; of interest if it beats the best. */
    Optional<Estimate> onlyBroken(String rule) {
        return completion.onlyBroken().by(rule);
    }

    Proof proof() {
        LayoutCount layouts = LayoutCount.of(space, deadline);
        boolean complete = isComplete();
        return new Proof(complete ? kind(layouts) : Proof.Kind.NONE, layouts.counted(), layouts.isWhole(),
                tally.evaluatedLayouts(), complete ? 0 : gapPercent());
    }

    private Proof.Kind kind(LayoutCount layouts) {
        boolean all = layouts.isWhole() && tally.evaluatedLayouts() >= layouts.counted();
        return all ? Proof.Kind.EXHAUSTIVE : Proof.Kind.BOUND;
    }

    /** Whether everything was visited. */
    boolean isComplete() {
        return firstUnseen == Score.WORST && !space.isCutShort();
    }

    /** A search of the same layouts by other rules for whole layouts, which needs no bound that is known here. */
    ExactSearch by(RuleBook<Candidate> rules, Ranking other, long deadlineNanos) {
        ExactSearch search = new ExactSearch(new Question(space, rules), other, deadlineNanos);
        search.groups = groups();
        return search;
    }

    /** Visits everything; false if time ran out before. */
    boolean run() {
        meter.begin("meshes", groups().stream().mapToLong(group -> group.meshes().size()).sum());
        for (int i = 0; i < groups.size(); i++) {
            if (deadline.isOver()) {
                firstUnseen = min(firstUnseen, groups.get(i).bound());
                return false;
            }
            visit(groups.get(i));
        }
        return isComplete();
    }

    /** Visits one group only. */
    void visit(Group group) {
        if (!group.bound().isBetterThan(ranking.threshold())) {
            meter.finish(group.meshes().size());
            return;
        }
        if (!order(group)) {
            firstUnseen = min(firstUnseen, group.bound());
            return;
        }
        for (BoundedMesh next : group.ordered()) {
            if (deadline.isOver()) {
                firstUnseen = min(firstUnseen, next.bound());
                return;
            }
            visit(next);
            meter.finish(1);
        }
    }

    /** Puts the most promising meshes first; false if time ran out before. */
    private boolean order(Group group) {
        if (!group.ordered().isEmpty()) {
            return true;
        }
        List<BoundedMesh> ordered = new ArrayList<>();
        for (Mesh mesh : group.meshes()) {
            if (deadline.isOver()) {
                return false;
            }
            ordered.add(new BoundedMesh(mesh, completion.bound(mesh)));
        }
        ordered.sort(Comparator.comparing(BoundedMesh::bound));
        group.ordered().addAll(ordered);
        return true;
    }

    private void visit(BoundedMesh next) {
        if (!next.bound().isBetterThan(ranking.threshold())) {
            return;
        }
        List<StateSharding> states = space.states(next.mesh());
        Set<Execution> tooBig = new HashSet<>();
        for (Execution execution : space.executions(next.mesh())) {
            Execution kind = new Execution(0, execution.sequenceParallel(), execution.precision());
            if (tooBig.contains(kind) || !completion.visit(next.mesh(), execution, states)) {
                tooBig.add(kind);
                completion.reject(next.mesh(), execution, states);
            }
            if (deadline.isOver()) {
                firstUnseen = min(firstUnseen, next.bound());
                return;
            }
        }
    }

    /** All groups, the most promising first. */
    List<Group> groups() {
        if (groups == null) {
            groups = list();
        }
        return groups;
    }

    private List<Group> list() {
        Map<Long, List<Mesh>> bySize = new LinkedHashMap<>();
        for (Mesh mesh : space.meshes()) {
            long key = (long) mesh.pool() << Integer.SIZE | mesh.gpus();
            bySize.computeIfAbsent(key, ignored -> new ArrayList<>()).add(mesh);
        }
        List<Group> listed = new ArrayList<>();
        bySize.values().forEach(meshes ->
                listed.add(new Group(bound.ofGpus(meshes.get(0)), meshes, new ArrayList<>())));
        listed.sort(Comparator.comparing(Group::bound));
        return listed;
    }

    private double gapPercent() {
        Optional<Estimate> best = ranking.best();
        if (best.isEmpty() || space.isCutShort()) {
            return Double.POSITIVE_INFINITY;
        }
        double loss = Score.of(best.get()).loss();
        return Math.max(0, 100 * (loss - firstUnseen.loss()) / Math.abs(loss));
    }

    private static Score min(Score one, Score other) {
        return other.isBetterThan(one) ? other : one;
    }

    /**
     * What is searched.
     *
     * @param space well-formed layouts
     * @param rules what whole layouts must keep
     */
    record Question(SearchSpace space, RuleBook<Candidate> rules) {
    }

    /**
     * Meshes with the same GPUs.
     *
     * @param bound the score none of them can beat
     * @param meshes the meshes as they were listed
     * @param ordered the same with the most promising first, as soon as somebody wanted to know
     */
    record Group(Score bound, List<Mesh> meshes, List<BoundedMesh> ordered) {
    }

    /** A mesh and the score none of its layouts can beat. */
    record BoundedMesh(Mesh mesh, Score bound) {
    }
}
