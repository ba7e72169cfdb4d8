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
import org.shardplan.serving.space.Counts;
import org.shardplan.serving.space.Plan;
import org.shardplan.serving.space.ServingSpace;

/**
 * Finds how many sequences a plan runs best at a time.
 *
 * <p>The more may run, the longer each token takes and the less requests wait. Where the load is given, the largest
 * number that keeps the level of the next token is best for everything else. Where the layout decides how many requests
 * run, all times grow with them and so does throughput: the largest number that keeps all levels is best, or a single
 * sequence if nothing but latency counts. So bisection finds it. Where more may do less, every number is looked at, or
 * in a hurry only some and those around the best of them.
 */
public final class BestBatch {

    private static final Rule<ServingCandidate> TPOT = ServingRules.book().rules(Scope.ESTIMATE).stream()
            .filter(rule -> rule.id().equals(ServiceLevel.TPOT.rule())).findFirst().orElseThrow();

    private final ServingSpace space;
    private final boolean isHurried;
    private final RuleBook<ServingCandidate> rules = ServingRules.book();
    private long evaluated;

    public BestBatch(ServingSpace space) {
        this(space, false);
    }

    private BestBatch(ServingSpace space, boolean isHurried) {
        this.space = space;
        this.isHurried = isHurried;
    }

    /** One that is in a hurry. */
    public static BestBatch roughly(ServingSpace space) {
        return new BestBatch(space, true);
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

    /** Of these numbers; in a hurry each is tried between the neighbours of the best of some. */
    private ServingCandidate best(Plan plan, List<Integer> batches) {
        if (!isHurried) {
            return bestOf(plan, batches).candidate();
        }
        List<Integer> some = Counts.spread(batches);
        int place = some.indexOf(bestOf(plan, some).sequences());
        return bestOf(plan, batches.subList(batches.indexOf(some.get(Math.max(0, place - 1))),
                batches.indexOf(some.get(Math.min(place + 1, some.size() - 1))) + 1)).candidate();
    }

    /** A plan with a number of sequences. */
    private record Tried(int sequences, ServingCandidate candidate) {
    }

    /** The best of these numbers of sequences that breaks no rule; the last if all break one. */
    private Tried bestOf(Plan plan, List<Integer> batches) {
        List<Tried> all = batches.stream()
                .map(sequences -> new Tried(sequences, candidate(plan, sequences))).toList();
        return all.stream().filter(tried -> violation(tried.candidate()).isEmpty())
                .min(Comparator.comparing(tried -> ServingScore.of(tried.candidate().estimate())))
                .orElse(all.get(all.size() - 1));
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

    /** Numbers of sequences that are too many for a plan, and why. */
    record TooMany(String rule, int numbers) {
    }

    /** What keeps a plan from running more sequences than here, if it is a rule. */
    Optional<TooMany> tooMany(Plan plan, ServingCandidate here) {
        List<Integer> batches = plan instanceof Plan.Mixed ? List.of() : space.batches(plan.main().shape());
        int place = batches.indexOf(here.sequences()) + 1;
        return batches.stream().skip(place).findFirst().flatMap(next ->
                        violation(new ServingCandidate(space.estimator(), plan.layout(next))))
                .map(violation -> new TooMany(violation.rule(), batches.size() - place));
    }

    /** The first rule that a candidate of this space breaks; shapes break none of their own. */
    public Optional<Violation> violation(ServingCandidate candidate) {
        Optional<Violation> fleet = rules.firstViolation(Scope.FLEET, candidate);
        return fleet.isPresent() ? fleet : rules.firstViolation(Scope.ESTIMATE, candidate);
    }

    /** The rule by which GPUs, money or power forbid a plan, whatever it runs. */
    Optional<String> forbidden(Plan plan) {
        return rules.firstViolation(Scope.FLEET, new ServingCandidate(space.estimator(), plan.layout(1)))
                .map(Violation::rule);
    }

    /** The rule that a candidate breaks under its load, whatever GPUs, money and power allow. */
    Optional<String> missed(ServingCandidate candidate) {
        return rules.firstViolation(Scope.ESTIMATE, candidate).map(Violation::rule);
    }
}
