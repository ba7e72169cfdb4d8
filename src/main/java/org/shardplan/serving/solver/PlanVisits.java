package org.shardplan.serving.solver;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.shardplan.serving.estimate.ServingEstimate;
import org.shardplan.serving.estimate.ServingScore;
import org.shardplan.serving.rule.ServingCandidate;
import org.shardplan.serving.space.Branch;
import org.shardplan.serving.space.Plan;
import org.shardplan.serving.space.ServingSpace;
import org.shardplan.solver.Tally;

/** Visits the plans of families: evaluates those that may be better than what is known, and counts the others. */
final class PlanVisits {

    /** After so many plans of a family that miss, those with most replicas are asked. */
    private static final int FEW = 2;

    private final ServingSpace space;
    private final Bounds bounds;
    private final BestBatch batch;
    private final Tally tally;
    private final Wanted wanted;
    private int misses;

    /** Who decides what is looked at, and takes what is found. */
    interface Wanted {

        boolean isWorthLooking(ServingScore score);

        /** Whether there is no time for plans that cannot beat this score. */
        boolean isLeft(ServingScore score);

        void offer(ServingEstimate found);
    }

    PlanVisits(ServingSpace space, Bounds bounds, Tally tally, Wanted wanted) {
        this.space = space;
        this.bounds = bounds;
        this.batch = new BestBatch(space);
        this.tally = tally;
        this.wanted = wanted;
    }

    /** Estimates made so far. */
    long evaluated() {
        return batch.evaluated();
    }

    /** Visits a family, the plans with the best bounds first. */
    void visit(Branch family) {
        List<BoundedPlan> plans = promising(family);
        int before = misses;
        for (int place = 0; place < plans.size(); place++) {
            ServingScore score = plans.get(place).score();
            if (!wanted.isWorthLooking(score) || wanted.isLeft(score)
                    || misses - before == FEW && isHopeless(family, plans.subList(place, plans.size()))) {
                return;
            }
            visit(plans.get(place).plan());
        }
    }

    /** The plans that no bound rules out, the best first. */
    private List<BoundedPlan> promising(Branch family) {
        FamilyBound bound = bounds.of(family);
        List<BoundedPlan> plans = new ArrayList<>();
        for (Plan plan : space.plans(family.first())) {
            Broken overload = bound.overload(plan.main().count(), plan.others());
            if (overload.isAny()) {
                tally.rejected(overload.rule(), space.layoutsOf(plan));
            } else {
                plans.add(new BoundedPlan(plan, bound.score(plan.main().count(), plan.others())));
            }
        }
        plans.removeIf(plan -> !wanted.isWorthLooking(plan.score()));
        plans.sort(Comparator.comparing(BoundedPlan::score));
        return plans;
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
            wanted.offer(best.estimate());
            batch.tooMany(plan, best).ifPresent(more -> tally.rejected(more.rule(), more.numbers()));
        }
    }
}
