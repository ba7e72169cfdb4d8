package org.shardplan.solver.optaplanner;

import java.util.List;
import java.util.OptionalDouble;
import org.shardplan.estimate.LayoutEstimator;
import org.shardplan.layout.Layout;
import org.shardplan.layout.Recomputation;
import org.shardplan.rule.Candidate;
import org.shardplan.rule.Rule;
import org.shardplan.rule.RuleBook;
import org.shardplan.rule.Scope;

/**
 * Chooses the recomputation for everything else decided. Recomputing more whole layers never takes more memory and
 * never less time, so only the fewest that fit, found by bisection, can compete with none and selective.
 */
final class RecomputationChoice {

    private static final List<Rule<Candidate>> MEMORY_RULES = RuleBook.standard().rules(Scope.MEMORY);

    private final LayoutEstimator estimator;
    private final OptionalDouble mostCommunication;

    RecomputationChoice(LayoutEstimator estimator) {
        this.estimator = estimator;
        this.mostCommunication = estimator.problem().goal().limits().maxCommunicationPercent();
    }

    /**
     * The fastest recomputation that fits; if none fits, the one that comes nearest.
     *
     * @param layout everything else decided
     * @param open as the search space lists them: none, selective, some layers ascending, all layers
     */
    Recomputation best(Layout layout, List<Recomputation> open) {
        if (open.isEmpty()) {
            return layout.recomputation();
        }
        if (open.contains(Recomputation.NONE) && fits(layout.with(Recomputation.NONE))) {
            return Recomputation.NONE;
        }
        int fewest = fewest(layout, open);
        Recomputation whole = open.get(Math.min(fewest, open.size() - 1));
        boolean selective = open.contains(Recomputation.SELECTIVE) && fits(layout.with(Recomputation.SELECTIVE))
                && (fewest == open.size() || isFaster(layout, Recomputation.SELECTIVE, whole));
        return selective ? Recomputation.SELECTIVE : whole;
    }

    /** Index of the fewest whole layers that fit; the size of the list if all layers do not. */
    private int fewest(Layout layout, List<Recomputation> open) {
        int low = 0;
        int high = open.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            Recomputation recomputation = open.get(middle);
            if (recomputation.layers() > 0 && fits(layout.with(recomputation))) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /** Whether no rule is broken that more recomputation can mend. */
    private boolean fits(Layout layout) {
        Candidate candidate = new Candidate(estimator, layout);
        for (Rule<Candidate> rule : MEMORY_RULES) {
            if (rule.violation(candidate).filter(broken -> broken.needed() > broken.available()).isPresent()) {
                return false;
            }
        }
        return mostCommunication.isEmpty()
                || candidate.estimate().communicationPercent() <= mostCommunication.getAsDouble();
    }

    private boolean isFaster(Layout layout, Recomputation one, Recomputation other) {
        return seconds(layout.with(one)) < seconds(layout.with(other));
    }

    private double seconds(Layout layout) {
        return estimator.time(layout).totalSeconds();
    }
}
