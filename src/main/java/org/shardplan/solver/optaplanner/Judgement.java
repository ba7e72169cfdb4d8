package org.shardplan.solver.optaplanner;

import java.util.Comparator;
import java.util.List;
import org.optaplanner.core.api.score.ScoreExplanation;
import org.shardplan.rule.Rule;
import org.shardplan.rule.RuleBook;
import org.shardplan.rule.Violation;
import org.shardplan.estimate.Score;

/**
 * What the constraints say about a layout.
 *
 * @param violations the rules it breaks, in the order of the rulebook
 * @param score its objective
 */
public record Judgement(List<Violation> violations, Score score) {

    private static final List<String> ORDER = RuleBook.standard().rules().stream().map(Rule::id).toList();

    public Judgement {
        violations = List.copyOf(violations);
    }

    static Judgement of(ScoreExplanation<LayoutPlan, ?> explanation) {
        List<Violation> violations = explanation.getJustificationList(BrokenRule.class).stream()
                .map(BrokenRule::violation)
                .sorted(Comparator.comparingInt(violation -> ORDER.indexOf(violation.rule()))).toList();
        return new Judgement(violations, explanation.getJustificationList(ObjectiveReached.class).get(0).score());
    }

    public boolean isFeasible() {
        return violations.isEmpty();
    }
}
