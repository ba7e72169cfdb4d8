package org.shardplan.serving.solver.optaplanner;

import java.util.List;
import java.util.stream.Stream;
import org.optaplanner.core.api.score.buildin.hardmediumsoftlong.HardMediumSoftLongScore;
import org.optaplanner.core.api.score.stream.Constraint;
import org.optaplanner.core.api.score.stream.ConstraintFactory;
import org.optaplanner.core.api.score.stream.ConstraintProvider;
import org.optaplanner.core.api.score.stream.uni.UniConstraintStream;
import org.shardplan.rule.Level;
import org.shardplan.rule.Rule;
import org.shardplan.serving.estimate.ServingScore;
import org.shardplan.serving.rule.ServingCandidate;
import org.shardplan.serving.rule.ServingRules;
import org.shardplan.solver.optaplanner.Excess;
import org.shardplan.solver.optaplanner.SoftScore;

/** One constraint for each rule of the rulebook, under the rule's name, and the objective. */
public final class ServingConstraints implements ConstraintProvider {

    @Override
    public Constraint[] defineConstraints(ConstraintFactory factory) {
        UniConstraintStream<ServingCandidate> candidates =
                factory.forEach(PlanDecision.class).map(PlanDecision::candidate);
        return Stream.concat(
                ServingRules.book().rules().stream().map(rule -> constraint(candidates, rule)),
                Stream.of(objective(candidates))).toArray(Constraint[]::new);
    }

    private static Constraint constraint(
            UniConstraintStream<ServingCandidate> candidates, Rule<ServingCandidate> rule) {
        return candidates.filter(rule::isBrokenBy)
                .penalizeLong(weight(rule.level()),
                        candidate -> Excess.of(rule.violation(candidate).orElseThrow()))
                .indictWith(candidate -> List.of(candidate.layout()))
                .asConstraint(rule.id());
    }

    private static Constraint objective(UniConstraintStream<ServingCandidate> candidates) {
        return candidates.impactLong(HardMediumSoftLongScore.ONE_SOFT, ServingConstraints::soft)
                .indictWith(candidate -> List.of(candidate.layout()))
                .asConstraint("objective");
    }

    private static long soft(ServingCandidate candidate) {
        ServingScore score = ServingScore.of(candidate.estimate());
        return SoftScore.of(score.loss(), score.tie());
    }

    private static HardMediumSoftLongScore weight(Level level) {
        return switch (level) {
            case STRUCTURE -> HardMediumSoftLongScore.ONE_HARD;
            case LIMIT -> HardMediumSoftLongScore.ONE_MEDIUM;
        };
    }
}
