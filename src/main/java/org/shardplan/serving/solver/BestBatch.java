package org.shardplan.serving.solver;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.shardplan.problem.Load;
import org.shardplan.problem.ServingObjective;
import org.shardplan.rule.Rule;
import org.shardplan.rule.RuleBook;
import org.shardplan.rule.Scope;
import org.shardplan.rule.Violation;
import org.shardplan.serving.estimate.ServingScore;
import org.shardplan.serving.rule.ServiceLevel;
import org.shardplan.serving.rule.ServingCandidate;
import org.shardplan.serving.rule.ServingRules;
import org.shardplan.serving.space.Capability;
import org.shardplan.serving.space.Plan;
import org.shardplan.serving.space.ServingSpace;

/**
 * Finds how many sequences a plan runs best at a time.
 *
 * <p>The more may run, the longer each token takes and the less requests wait. Where the load is given, the largest number
 * that keeps the level of the next token is best for everything else. Where the layout decides how many requests run,
 * all times grow with them and so does throughput: the largest number that keeps all levels is best, or a single
 * sequence if nothing but latency counts. So bisection finds it. Where more may do less, every number is looked at.
 */
public final class BestBatch {

    private static final Rule<ServingCandidate> TPOT = ServingRules.book().rules(Scope.ESTIMATE).stream()
            .filter(rule -> rule.id().equals(ServiceLevel.TPOT.rule())).findFirst().orElseThrow();

    private final ServingSpace space;
    private final RuleBook<ServingCandidate> rules = ServingRules.book();
    private long evaluated;

    public BestBatch(ServingSpace space) {
        this.space = space;
    }

    /** Estimates made so far. */
    public long evaluated() {
        return evaluated;
    }

    /** The plan with the number of sequences that suits it best; nothing if no number is open to it. */
    public Optional<ServingCandidate> of(Plan plan) {
        List<Integer> batches = space.batches(plan.main().shape());
        if (batches.isEmpty()) {
            return Optional.empty();
        }
        if (plan instanceof Plan.Mixed) {
            return Optional.of(candidate(plan, Math.max(1, space.capability(plan.main().shape()).sequences())));
        }
        int most = Capability.largest(batches, sequences -> isInTime(candidate(plan, sequences)));
        if (most == 0 || wantsFewest()) {
            return Optional.of(candidate(plan, batches.get(0)));
        }
        return Optional.of(space.isSteady(plan.main().shape()) ? candidate(plan, most)
                : best(plan, batches.subList(0, batches.indexOf(most) + 1)));
    }

    /** The best of these numbers of sequences that breaks no rule; the last if all break one. */
    private ServingCandidate best(Plan plan, List<Integer> batches) {
        return batches.stream().map(sequences -> candidate(plan, sequences))
                .filter(candidate -> violation(candidate).isEmpty())
                .min(Comparator.comparing(candidate -> ServingScore.of(candidate.estimate())))
                .orElseGet(() -> candidate(plan, batches.get(batches.size() - 1)));
    }

    private boolean isInTime(ServingCandidate candidate) {
        return isOffline() ? rules.firstViolation(Scope.ESTIMATE, candidate).isEmpty() : !TPOT.isBrokenBy(candidate);
    }

    private boolean isOffline() {
        return space.problem().serving().load() instanceof Load.Offline;
    }

    private boolean wantsFewest() {
        return isOffline() && space.problem().goal().objective() == ServingObjective.LATENCY;
    }

    private ServingCandidate candidate(Plan plan, int sequences) {
        evaluated++;
        return new ServingCandidate(space.estimator(), plan.layout(sequences));
    }

    /** The first rule that a candidate of this space breaks; shapes break none of their own. */
    public Optional<Violation> violation(ServingCandidate candidate) {
        Optional<Violation> fleet = rules.firstViolation(Scope.FLEET, candidate);
        return fleet.isPresent() ? fleet : rules.firstViolation(Scope.ESTIMATE, candidate);
    }
}
