package org.shardplan.serving.explain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.shardplan.layout.ServingLayout;
import org.shardplan.serving.estimate.ServingEstimate;
import org.shardplan.serving.estimate.ServingScore;
import org.shardplan.serving.rule.ServingCandidate;
import org.shardplan.serving.rule.ServingRules;
import org.shardplan.serving.solver.BestBatch;
import org.shardplan.serving.space.Family;
import org.shardplan.serving.space.Plan;
import org.shardplan.serving.space.ServingSpace;
import org.shardplan.space.Deadline;

/**
 * Finds the feasible layouts that differ in the fewest decisions from one that is not: one first, then two, then three.
 * Each keeps the number of sequences or takes the one that suits it best.
 */
public final class ServingRepairs {

    private static final int MOST_CHANGES = 3;
    private static final int SHOWN = 4;

    private final ServingSpace space;
    private final ServingDifferences differences;
    private final ServingLayout from;
    private final BestBatch batch;
    private final Deadline deadline;

    public ServingRepairs(ServingSpace space, ServingLayout from, Deadline deadline) {
        this.space = space;
        this.differences = new ServingDifferences(space.problem(), from);
        this.from = from;
        this.batch = new BestBatch(space);
        this.deadline = deadline;
    }

    /** The nearest, of each set of decisions the best; empty if none is near. */
    public List<ServingRepair> nearest() {
        List<Plan> plans = plans();
        for (int changes = 1; changes <= MOST_CHANGES; changes++) {
            List<ServingRepair> found = with(changes, plans);
            if (!found.isEmpty()) {
                return found;
            }
        }
        return List.of();
    }

    private List<Plan> plans() {
        List<Plan> plans = new ArrayList<>();
        space.families().stream().filter(this::isNear).forEach(family -> space.plans(family).stream()
                .filter(plan -> changes(plan.layout(sequences())) <= MOST_CHANGES).forEach(plans::add));
        return plans;
    }

    /** Whether few enough decisions differ whatever the numbers of replicas. */
    private boolean isNear(Family family) {
        if (family.kind() == Family.Kind.MIXED) {
            return false;
        }
        ServingLayout some = space.smallest(family).layout(sequences());
        return differences.isComparable(some) && differences.to(some).stream()
                .filter(change -> !change.decision().endsWith(ServingDifferences.GPUS)).count() <= MOST_CHANGES;
    }

    private int sequences() {
        return from.groups().get(from.groups().size() - 1).replica().batching().sequences();
    }

    private int changes(ServingLayout layout) {
        return differences.to(layout).size();
    }

    private List<ServingRepair> with(int changes, List<Plan> plans) {
        Map<List<String>, ServingRepair> best = new LinkedHashMap<>();
        for (Plan plan : plans) {
            if (deadline.isOver()) {
                break;
            }
            int others = changes(plan.layout(sequences()));
            if (others == changes) {
                offer(new ServingCandidate(space.estimator(), plan.layout(sequences())), best);
            } else if (others == changes - 1) {
                Optional<ServingCandidate> fitting = batch.of(plan);
                fitting.ifPresent(candidate -> offer(candidate, best));
            }
        }
        return best.values().stream().sorted(Comparator.comparing(repair -> ServingScore.of(repair.estimate())))
                .limit(SHOWN).toList();
    }

    private void offer(ServingCandidate candidate, Map<List<String>, ServingRepair> best) {
        List<ServingChange> changes = differences.to(candidate.layout());
        List<String> decisions = changes.stream().map(ServingChange::decision).toList();
        ServingRepair known = best.get(decisions);
        if (ServingRules.book().isFeasible(candidate) && (known == null || isBetter(candidate.estimate(), known))) {
            best.put(decisions, new ServingRepair(changes, candidate.estimate()));
        }
    }

    private static boolean isBetter(ServingEstimate estimate, ServingRepair known) {
        return ServingScore.of(estimate).isBetterThan(ServingScore.of(known.estimate()));
    }
}
