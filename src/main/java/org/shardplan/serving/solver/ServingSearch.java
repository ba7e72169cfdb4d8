package org.shardplan.serving.solver;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import org.shardplan.problem.ServingProblem;
import org.shardplan.serving.estimate.ServingEstimate;
import org.shardplan.serving.estimate.ServingScore;
import org.shardplan.serving.rule.ServingCandidate;
import org.shardplan.serving.space.Branch;
import org.shardplan.serving.space.Family;
import org.shardplan.serving.space.Plan;
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
final class ServingSearch {

    /** After so many layouts of a family that miss, those with most replicas are asked. */
    private static final int FEW = 2;

    private final ServingSpace space;
    private final Bounds bounds;
    private final BestBatch batch;
    private final ServingRanking ranking;
    private final Deadline deadline;
    private final Tally tally = new Tally();
    private final PriorityQueue<Lead> leads = new PriorityQueue<>();
    private final boolean contented;
    private long considered;
    private int misses;
    private SearchMeter meter = new SearchMeter();
    private ServingScore firstUnseen = ServingScore.WORST;

    ServingSearch(ServingSpace space, int top, Deadline deadline) {
        this(space, top, deadline, false);
    }

    private ServingSearch(ServingSpace space, int top, Deadline deadline, boolean contented) {
        this.space = space;
        this.bounds = new Bounds(space);
        this.batch = new BestBatch(space);
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
            if (deadline.isOver()) {
                leave(leads.peek().score());
                return false;
            }
            follow(leads.poll().branch());
        }
        meter.finish(families);
        return isComplete();
    }

    private void leave(ServingScore unseen) {
        firstUnseen = unseen.isBetterThan(firstUnseen) ? unseen : firstUnseen;
    }

    boolean isComplete() {
        return firstUnseen == ServingScore.WORST;
    }

    private boolean isWorthLooking(ServingScore score) {
        return score.isBetterThan(ranking.threshold()) && !(contented && ranking.best().isPresent());
    }

    /** Remembers a branch that no bound rules out. */
    private void consider(Branch branch) {
        FamilyBound bound = bounds.of(branch);
        Optional<String> broken = bound.broken();
        broken.ifPresent(rule -> tally.rejected(rule, space.layouts(branch)));
        if (broken.isEmpty() && bound.fits() && isWorthLooking(bound.score())) {
            leads.add(new Lead(bound.score(), considered++, branch));
        }
    }

    private void follow(Branch branch) {
        if (branch.size() == 1) {
            visit(branch);
            meter.finish(1);
        } else {
            int before = leads.size();
            branch.families().forEach(family -> consider(Branch.of(family)));
            meter.finish(branch.size() - (leads.size() - before));
        }
    }

    private void visit(Branch family) {
        FamilyBound bound = bounds.of(family);
        List<BoundedPlan> plans = new ArrayList<>();
        for (Plan plan : space.plans(family.first())) {
            int mains = plan.main().count();
            Broken overload = bound.overload(mains, plan.others());
            ServingScore score = bound.score(mains, plan.others());
            if (overload.isAny()) {
                tally.rejected(overload.rule(), space.layoutsOf(plan));
            } else if (isWorthLooking(score)) {
                plans.add(new BoundedPlan(plan, score));
            }
        }
        plans.sort(Comparator.comparing(BoundedPlan::score));
        visit(family, plans);
    }

    private void visit(Branch family, List<BoundedPlan> plans) {
        int before = misses;
        for (int place = 0; place < plans.size(); place++) {
            ServingScore score = plans.get(place).score();
            if (!isWorthLooking(score)) {
                return;
            }
            if (deadline.isOver()) {
                leave(score);
                return;
            }
            if (misses - before == FEW && isHopeless(family, plans.subList(place, plans.size()))) {
                return;
            }
            visit(plans.get(place).plan());
        }
    }

    /** Whether more replicas would not help either; plans are then counted by the rule that those break. */
    private boolean isHopeless(Branch family, List<BoundedPlan> rest) {
        if (!Frontier.isOf(space, family)) {
            return false;
        }
        List<Plan> plans = rest.stream().map(BoundedPlan::plan).toList();
        Optional<String> rule = Optional.empty();
        for (Plan most : Frontier.of(plans).plans()) {
            rule = batch.of(most).flatMap(batch::missed);
            if (rule.isEmpty()) {
                return false;
            }
        }
        rule.ifPresent(missed -> plans.forEach(plan -> tally.rejected(missed, space.layoutsOf(plan))));
        return true;
    }

    private void visit(Plan plan) {
        Optional<String> forbidden = batch.forbidden(plan);
        if (forbidden.isPresent()) {
            tally.rejected(forbidden.get(), space.layoutsOf(plan));
        } else {
            batch.of(plan).ifPresent(best -> judge(plan, best));
        }
    }

    private void judge(Plan plan, ServingCandidate best) {
        Optional<String> missed = batch.missed(best);
        if (missed.isPresent()) {
            misses++;
            tally.rejected(missed.get(), space.layoutsOf(plan));
        } else {
            ranking.offer(best.estimate());
            batch.tooMany(plan, best).ifPresent(more -> tally.rejected(more.rule(), more.numbers()));
        }
    }

    /** The rejected layout that is least far off, if time allows to look at all that could be. */
    Optional<ServingMiss> nearest() {
        return new MissSearch(space, bounds, deadline).nearest();
    }

    Proof proof() {
        long layouts = space.branches().stream().mapToLong(space::layouts).sum();
        boolean complete = isComplete();
        boolean all = batch.evaluated() >= layouts;
        return new Proof(complete ? all ? Proof.Kind.EXHAUSTIVE : Proof.Kind.BOUND : Proof.Kind.NONE, layouts, true,
                Math.min(batch.evaluated(), layouts), complete ? 0 : gapPercent());
    }

    private double gapPercent() {
        double loss = ranking.best().map(ServingScore::of).map(ServingScore::loss).orElse(Double.NaN);
        double gap = 100 * (loss - firstUnseen.loss()) / Math.abs(loss);
        return Double.isFinite(gap) ? Math.max(0, gap) : Double.POSITIVE_INFINITY;
    }
}
