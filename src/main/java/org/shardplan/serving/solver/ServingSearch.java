package org.shardplan.serving.solver;

import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import org.shardplan.problem.ServingProblem;
import org.shardplan.serving.estimate.ServingEstimate;
import org.shardplan.serving.estimate.ServingScore;
import org.shardplan.serving.space.Branch;
import org.shardplan.serving.space.ServingSpace;
import org.shardplan.solver.Answer.Rejection;
import org.shardplan.solver.Answer.Unit;
import org.shardplan.solver.Proof;
import org.shardplan.solver.SearchMeter;
import org.shardplan.solver.Tally;
import org.shardplan.space.Deadline;

/**
 * Evaluates every well-formed serving layout or shows by a bound that it is no better: the optimum, proved.
 *
 * <p>Branches of families are followed in the order of their bounds: into families, then into plans.
 */
final class ServingSearch implements PlanVisits.Wanted {

    private final ServingSpace space;
    private final Bounds bounds;
    private final PlanVisits visits;
    private final ServingRanking ranking;
    private final Deadline deadline;
    private final Tally tally = new Tally();
    private final PriorityQueue<Lead> leads = new PriorityQueue<>();
    private final boolean contented;
    private long considered;
    private SearchMeter meter = new SearchMeter();
    private ServingScore firstUnseen = ServingScore.WORST;

    ServingSearch(ServingSpace space, int top, Deadline deadline) {
        this(space, top, deadline, false);
    }

    private ServingSearch(ServingSpace space, int top, Deadline deadline, boolean contented) {
        this.space = space;
        this.bounds = new Bounds(space);
        this.visits = new PlanVisits(space, bounds, tally, this);
        this.ranking = new ServingRanking(top);
        this.deadline = deadline;
        this.contented = contented;
    }

    /** A search that wants nothing better than the first layout it gets. */
    static ServingSearch forAny(ServingSpace space, Deadline deadline) {
        return new ServingSearch(space, 1, deadline, true);
    }

    /** Tells of a layout that another search found, so that less needs to be looked at. */
    void know(ServingEstimate feasible) {
        ranking.offer(feasible);
    }

    ServingSpace space() {
        return space;
    }

    ServingProblem problem() {
        return space.problem();
    }

    /** Counts families of plans there. */
    ServingSearch watchedBy(SearchMeter watcher) {
        meter = watcher;
        return this;
    }

    ServingRanking ranking() {
        return ranking;
    }

    List<Rejection<ServingEstimate>> rejections() {
        return tally.rejections(space.rejectedShapes(), Unit.SHAPES);
    }

    /** Visits everything; false if time ran out before. */
    boolean run() {
        space.branches().forEach(this::consider);
        long families = leads.stream().mapToLong(lead -> lead.branch().size()).sum();
        meter.begin("families of plans", families);
        while (!leads.isEmpty() && isWorthLooking(leads.peek().score())) {
            if (isLeft(leads.peek().score())) {
                return false;
            }
            follow(leads.poll().branch());
        }
        meter.finish(families);
        return isComplete();
    }

    @Override
    public boolean isLeft(ServingScore unseen) {
        boolean isLeft = deadline.isOver();
        firstUnseen = isLeft && unseen.isBetterThan(firstUnseen) ? unseen : firstUnseen;
        return isLeft;
    }

    @Override
    public void offer(ServingEstimate found) {
        ranking.offer(found);
    }

    boolean isComplete() {
        return firstUnseen == ServingScore.WORST;
    }

    @Override
    public boolean isWorthLooking(ServingScore score) {
        return score.isBetterThan(ranking.threshold()) && !(contented && ranking.best().isPresent());
    }

    /** Remembers a branch that no bound rules out; one that finds no GPUs has no layouts. */
    private void consider(Branch branch) {
        FamilyBound bound = bounds.of(branch);
        if (bound.fits()) {
            bound.broken().ifPresentOrElse(
                    rule -> tally.rejected(rule, space.layouts(branch)), () -> lead(branch, bound.score()));
        }
    }

    private void lead(Branch branch, ServingScore score) {
        if (isWorthLooking(score)) {
            leads.add(new Lead(score, considered++, branch));
        }
    }

    private void follow(Branch branch) {
        if (branch.size() == 1) {
            visits.visit(branch);
            meter.finish(1);
        } else {
            int before = leads.size();
            branch.families().forEach(family -> consider(Branch.of(family)));
            meter.finish(branch.size() - (leads.size() - before));
        }
    }

    /** The rejected layout that is least far off, if time allows to look at all that could be. */
    Optional<ServingMiss> nearest() {
        return new MissSearch(space, bounds, deadline).nearest();
    }

    Proof proof() {
        long layouts = space.branches().stream().mapToLong(space::layouts).sum();
        boolean complete = isComplete();
        boolean all = visits.evaluated() >= layouts;
        return new Proof(complete ? all ? Proof.Kind.EXHAUSTIVE : Proof.Kind.BOUND : Proof.Kind.NONE, layouts, true,
                Math.min(visits.evaluated(), layouts), complete ? 0 : gapPercent());
    }

    private double gapPercent() {
        double loss = ranking.best().map(ServingScore::of).map(ServingScore::loss).orElse(Double.NaN);
        double gap = 100 * (loss - firstUnseen.loss()) / Math.abs(loss);
        return Double.isFinite(gap) ? Math.max(0, gap) : Double.POSITIVE_INFINITY;
    }
}
