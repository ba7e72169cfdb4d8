package org.shardplan.serving.solver;

import java.util.Optional;
import org.shardplan.problem.ServingProblem;
import org.shardplan.rule.RuleBook;
import org.shardplan.serving.estimate.ServingEstimate;
import org.shardplan.serving.estimate.ServingEstimator;
import org.shardplan.serving.estimate.ServingScore;
import org.shardplan.serving.rule.ServingCandidate;
import org.shardplan.serving.rule.ServingRules;
import org.shardplan.serving.space.Family;
import org.shardplan.serving.space.Plan;
import org.shardplan.serving.space.ServingSpace;

/** Judges every layout of a space by its rules and knows no bound and no bisection. */
final class ServingBruteForce {

    private final ServingSpace space;
    private final RuleBook<ServingCandidate> rules;
    private Optional<ServingEstimate> best = Optional.empty();
    private long layouts;

    ServingBruteForce(ServingProblem problem) {
        this(problem, ServingRules.book());
    }

    ServingBruteForce(ServingProblem problem, RuleBook<ServingCandidate> rules) {
        this.rules = rules;
        this.space = new ServingSpace(new ServingEstimator(problem));
        for (Family family : space.families()) {
            space.plans(family).forEach(this::visit);
        }
    }

    Optional<ServingEstimate> best() {
        return best;
    }

    long layouts() {
        return layouts;
    }

    private void visit(Plan plan) {
        if (plan instanceof Plan.Mixed) {
            offer(plan, space.capability(plan.main().shape()).sequences());
        } else {
            space.batches(plan.main().shape()).forEach(sequences -> offer(plan, sequences));
        }
    }

    private void offer(Plan plan, int sequences) {
        layouts++;
        ServingCandidate candidate = new ServingCandidate(space.estimator(), plan.layout(sequences));
        if (rules.isFeasible(candidate) && isBetter(candidate.estimate())) {
            best = Optional.of(candidate.estimate());
        }
    }

    private boolean isBetter(ServingEstimate estimate) {
        return best.isEmpty() || ServingScore.of(estimate).isBetterThan(ServingScore.of(best.get()));
    }
}
