package org.shardplan.solver;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.shardplan.estimate.Estimate;
import org.shardplan.estimate.LayoutEstimator;
import org.shardplan.layout.Layout;
import org.shardplan.rule.Candidate;
import org.shardplan.rule.RuleBook;
import org.shardplan.rule.Scope;
import org.shardplan.rule.Violation;
import org.shardplan.solver.Answer.NearMiss;

/**
 * Where nothing is feasible: the layout whose broken limits would have to move least, the widest of them counting.
 * Layouts
 * that fit memory come first; only where none does, memory is what they miss.
 */
final class NearestGroup {

    private final LayoutEstimator estimator;
    private final RuleBook<Candidate> rules = RuleBook.standard();
    private Optional<Candidate> nearest = Optional.empty();
    private double excess = Double.POSITIVE_INFINITY;

    NearestGroup(LayoutEstimator estimator) {
        this.estimator = estimator;
    }

    Optional<NearMiss> among(List<FastestOfGroup> groups) {
        List<Distance> ordered = new ArrayList<>();
        for (FastestOfGroup group : groups) {
            ordered.add(new Distance(leastExcess(group), group));
        }
        ordered.sort(Comparator.comparingDouble(Distance::leastExcess));
        for (Distance next : ordered) {
            if (next.leastExcess() < excess) {
                fastest(next.group()).ifPresent(estimate -> offer(estimate.layout()));
            }
        }
        if (nearest.isEmpty()) {
            groups.forEach(group -> group.nearest().ifPresent(miss -> offer(miss.estimate().layout())));
        }
        return nearest.map(found -> new NearMiss(found.estimate(), rules.violations(found)));
    }

    /** How far off even an ideal layout of the group would be. */
    private double leastExcess(FastestOfGroup group) {
        Candidate probe = new Candidate(estimator, Probe.of(group.mesh()));
        double least = rules.firstViolation(Scope.MESH, probe).map(Violation::excess).orElse(0.0);
        double affordable = new StepSeconds(estimator.problem(), group.mesh()).affordable(1);
        return Math.max(least, group.leastSeconds() / affordable - 1);
    }

    /** The fastest of the group, unless it is farther off than what is known. */
    private Optional<Estimate> fastest(FastestOfGroup group) {
        return group.within(new StepSeconds(estimator.problem(), group.mesh()).affordable(1 + excess));
    }

    private void offer(Layout layout) {
        Candidate candidate = new Candidate(estimator, layout);
        double offered = rules.violations(candidate).stream().mapToDouble(Violation::excess).max().orElse(0);
        if (offered < excess) {
            excess = offered;
            nearest = Optional.of(candidate);
        }
    }

    /** A group and how far off its layouts are at least. */
    private record Distance(double leastExcess, FastestOfGroup group) {
    }
}
