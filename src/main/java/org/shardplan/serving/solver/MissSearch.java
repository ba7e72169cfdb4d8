package org.shardplan.serving.solver;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import org.shardplan.serving.estimate.ServingScore;
import org.shardplan.serving.rule.ServingCandidate;
import org.shardplan.serving.rule.ServingRules;
import org.shardplan.serving.space.Branch;
import org.shardplan.serving.space.Plan;
import org.shardplan.serving.space.ServingSpace;
import org.shardplan.space.Deadline;

/**
 * Finds the rejected layout that is least far off, of several the one whose bound on the objective is best: those first
 * that may come nearest, until none may come nearer.
 */
final class MissSearch {

    private static final double BEST = Double.NEGATIVE_INFINITY;

    private final ServingSpace space;
    private final Bounds bounds;
    private final BestBatch batch;
    private final Deadline deadline;
    private final PriorityQueue<Lead> leads = new PriorityQueue<>();
    private Optional<ServingMiss> nearest = Optional.empty();
    private ServingScore least = ServingScore.WORST;
    private long considered;

    MissSearch(ServingSpace space, Bounds bounds, Deadline deadline) {
        this.space = space;
        this.bounds = bounds;
        this.batch = new BestBatch(space);
        this.deadline = deadline;
    }

    /** The nearest, or the nearest found in time; nothing if no layout is well formed. */
    Optional<ServingMiss> nearest() {
        space.branches().forEach(this::consider);
        while (!leads.isEmpty() && isWorthLooking(new ServingScore(leads.peek().score().loss(), BEST))) {
            Branch branch = leads.poll().branch();
            if (branch.size() == 1) {
                visit(branch);
            } else {
                branch.families().forEach(family -> consider(Branch.of(family)));
            }
        }
        return nearest.or(() -> space.nearest().map(replica -> miss(new ServingCandidate(space.estimator(), replica))));
    }

    private boolean isWorthLooking(ServingScore score) {
        return score.isBetterThan(least) && (nearest.isEmpty() || !deadline.isOver());
    }

    private void consider(Branch branch) {
        FamilyBound bound = bounds.of(branch);
        if (bound.fits()) {
            leads.add(new Lead(farOff(bound.excess(), bound.score()), considered++, branch));
        }
    }

    /** Of layouts equally far off, those that would be better are first. */
    private static ServingScore farOff(double excess, ServingScore score) {
        return new ServingScore(excess, score.loss());
    }

    private void visit(Branch family) {
        FamilyBound bound = bounds.of(family);
        List<BoundedPlan> plans = new ArrayList<>();
        for (Plan plan : space.plans(family.first())) {
            int mains = plan.main().count();
            plans.add(new BoundedPlan(plan,
                    farOff(bound.excess(mains, plan.others()), bound.score(mains, plan.others()))));
        }
        plans.sort(Comparator.comparing(BoundedPlan::score));
        plans.stream().takeWhile(next -> isWorthLooking(next.score())).forEach(this::offer);
    }

    private void offer(BoundedPlan bounded) {
        batch.of(bounded.plan()).map(MissSearch::miss).ifPresent(miss -> {
            ServingScore score = new ServingScore(miss.excess(), bounded.score().tie());
            if (score.isBetterThan(least)) {
                nearest = Optional.of(miss);
                least = score;
            }
        });
    }

    private static ServingMiss miss(ServingCandidate candidate) {
        return new ServingMiss(candidate.estimate(), ServingRules.book().violations(candidate));
    }
}
