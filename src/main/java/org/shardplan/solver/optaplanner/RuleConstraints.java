package org.shardplan.solver.optaplanner;

import java.util.List;
import java.util.stream.Stream;
import org.optaplanner.core.api.score.buildin.hardmediumsoftlong.HardMediumSoftLongScore;
import org.optaplanner.core.api.score.stream.Constraint;
import org.optaplanner.core.api.score.stream.ConstraintFactory;
import org.optaplanner.core.api.score.stream.ConstraintProvider;
import org.optaplanner.core.api.score.stream.uni.UniConstraintStream;
import org.shardplan.rule.Candidate;
import org.shardplan.rule.Level;
import org.shardplan.rule.Rule;
import org.shardplan.rule.RuleBook;
import org.shardplan.estimate.Score;

/** One constraint for each rule of the rulebook, under the rule's name, and the objective. */
public final class RuleConstraints implements ConstraintProvider {

    static final String OBJECTIVE = "objective";

    @Override
    public Constraint[] defineConstraints(ConstraintFactory factory) {
        // One stream for all: two streams with the same mapping would evaluate every layout twice.
        UniConstraintStream<Candidate> candidates =
                factory.forEach(LayoutDecision.class).map(LayoutDecision::candidate);
        return Stream.concat(
                RuleBook.standard().rules().stream().map(rule -> constraint(candidates, rule)),
                Stream.of(objective(candidates))).toArray(Constraint[]::new);
    }

    private static Constraint constraint(UniConstraintStream<Candidate> candidates, Rule<Candidate> rule) {
        return candidates.filter(rule::isBrokenBy)
                .penalizeLong(weight(rule.level()),
                        candidate -> Excess.of(rule.violation(candidate).orElseThrow()))
                .justifyWith((candidate, score) -> new BrokenRule(rule.violation(candidate).orElseThrow()))
                .indictWith(candidate -> List.of(candidate.layout()))
                .asConstraint(rule.id());
    }

    private static Constraint objective(UniConstraintStream<Candidate> candidates) {
        return candidates
                .impactLong(HardMediumSoftLongScore.ONE_SOFT, candidate -> SoftScore.of(Score.of(candidate.estimate())))
                .justifyWith((candidate, score) -> new ObjectiveReached(Score.of(candidate.estimate())))
                .indictWith(candidate -> List.of(candidate.layout()))
                .asConstraint(OBJECTIVE);
    }

    private static HardMediumSoftLongScore weight(Level level) {
        return switch (level) {
            case STRUCTURE -> HardMediumSoftLongScore.ONE_HARD;
            case LIMIT -> HardMediumSoftLongScore.ONE_MEDIUM;
        };
    }
}
