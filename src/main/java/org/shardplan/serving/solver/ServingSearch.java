package org.shardplan.serving.solver;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.shardplan.problem.ServingProblem;
import org.shardplan.rule.Violation;
import org.shardplan.serving.estimate.ServingEstimate;
import org.shardplan.serving.estimate.ServingScore;
import org.shardplan.serving.rule.ServingCandidate;
import org.shardplan.serving.solver.PlanBound.Broken;
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
 * <p>Families of plans are visited in the order of their bounds, and so are the plans of each.
 */
final class ServingSearch {

    private static final ServingScore NOTHING_BEATS =
            new ServingScore(Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY);

    /** Bounds of all families are worth a moment even if there is no time to visit any. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final ServingSpace space;
    private final PlanBound bound;
    private final BestBatch batch;
    private final ServingRanking ranking;
    private final Deadline deadline;
    private final Tally tally = new Tally();
    private final boolean contented;
    private SearchMeter meter = new SearchMeter();
    private ServingScore firstUnseen = ServingScore.WORST;

    ServingSearch(ServingSpace space, int top, Deadline deadline) {
        this(space, top, deadline, false);
    }

    private ServingSearch(ServingSpace space, int top, Deadline deadline, boolean contented) {
        this.space = space;
        this.bound = new PlanBound(space);
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

    /** A plan and the score it cannot beat. */
    private record Bounded(Plan plan, ServingScore score) {
    }

    /** A family and the best score of any of its plans. */
    private record BoundedFamily(Family family, ServingScore score) {
    }

    /** Visits everything; false if time ran out before. */
    boolean run() {
        Deadline grace = Deadline.after(GRACE);
        List<BoundedFamily> families = new ArrayList<>();
        for (Family family : space.families()) {
            if (deadline.isOver() && grace.isOver()) {
                firstUnseen = NOTHING_BEATS;
                return false;
            }
            bounded(family).ifPresent(families::add);
        }
        families.sort(Comparator.comparing(BoundedFamily::score));
        meter.begin("families of plans", families.size());
        for (BoundedFamily next : families) {
            if (!isWorthLooking(next.score())) {
                meter.finish(families.size());
                return isComplete();
            }
            if (deadline.isOver()) {
                firstUnseen = next.score().isBetterThan(firstUnseen) ? next.score() : firstUnseen;
                return false;
            }
            visit(next.family());
            meter.finish(1);
        }
        return isComplete();
    }

    boolean isComplete() {
        return firstUnseen == ServingScore.WORST;
    }

    private boolean isWorthLooking(ServingScore score) {
        return score.isBetterThan(ranking.threshold()) && !(contented && ranking.best().isPresent());
    }

    /** The family with the best bound of its plans that no bound rules out; the others are counted. */
    private Optional<BoundedFamily> bounded(Family family) {
        Optional<Broken> all = space.smallest(family).map(bound::brokenHoweverMany).filter(Broken::isAny);
        all.ifPresent(broken -> tally.rejected(broken.rule(), space.layouts(family)));
        return all.isPresent() ? Optional.empty() : best(family);
    }

    private Optional<BoundedFamily> best(Family family) {
        ServingScore best = null;
        for (Plan plan : space.plans(family)) {
            Broken broken = bound.overloaded(plan);
            if (broken.isAny()) {
                tally.rejected(broken.rule(), space.layoutsOf(plan));
            } else {
                ServingScore score = bound.score(plan);
                best = best == null || score.isBetterThan(best) ? score : best;
            }
        }
        return Optional.ofNullable(best).map(score -> new BoundedFamily(family, score));
    }

    private void visit(Family family) {
        List<Bounded> plans = new ArrayList<>();
        for (Plan plan : space.plans(family)) {
            ServingScore score = bound.score(plan);
            if (isWorthLooking(score) && !bound.overloaded(plan).isAny()) {
                plans.add(new Bounded(plan, score));
            }
        }
        plans.sort(Comparator.comparing(Bounded::score));
        for (Bounded next : plans) {
            if (!isWorthLooking(next.score())) {
                return;
            }
            if (deadline.isOver()) {
                firstUnseen = next.score().isBetterThan(firstUnseen) ? next.score() : firstUnseen;
                return;
            }
            visit(next.plan());
        }
    }

    private void visit(Plan plan) {
        Optional<ServingCandidate> best = batch.of(plan);
        if (best.isEmpty()) {
            return;
        }
        Optional<Violation> violation = batch.violation(best.get());
        if (violation.isEmpty()) {
            ranking.offer(best.get().estimate());
            batch.tooMany(plan, best.get()).ifPresent(more -> tally.rejected(more.rule(), more.numbers()));
        } else {
            tally.rejected(violation.get().rule(), space.layoutsOf(plan));
        }
    }

    /** The rejected layout that is least far off, if time allows to look at all that could be. */
    Optional<ServingMiss> nearest() {
        List<Bounded> plans = new ArrayList<>();
        for (Family family : space.families()) {
            space.plans(family).forEach(plan -> plans.add(new Bounded(plan,
                    new ServingScore(bound.broken(plan).excess(), bound.score(plan).loss()))));
        }
        plans.sort(Comparator.comparing(Bounded::score));
        ServingMiss.Nearest nearest = new ServingMiss.Nearest();
        for (Bounded next : plans) {
            if (next.score().loss() >= nearest.excess() || nearest.found().isPresent() && deadline.isOver()) {
                break;
            }
            batch.of(next.plan()).ifPresent(nearest::offer);
        }
        space.nearestShape().map(shape -> new ServingCandidate(space.estimator(), shape.replica(1)))
                .ifPresent(nearest::offer);
        return nearest.found();
    }

    Proof proof() {
        long layouts = 0;
        for (Family family : space.families()) {
            layouts += space.layouts(family);
        }
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
