package org.shardplan.solver;

import java.util.List;
import java.util.Optional;
import org.shardplan.estimate.Estimate;
import org.shardplan.rule.Level;
import org.shardplan.rule.Rule;
import org.shardplan.rule.RuleBook;
import org.shardplan.rule.Scope;
import org.shardplan.solver.Answer.Rejection;
import org.shardplan.solver.ExactSearch.Question;
import org.shardplan.space.Deadline;
import org.shardplan.space.Extent;
import org.shardplan.space.SearchSpace;

/**
 * What each limit that rejected anything costs: the optimum of the question without this one rule, by the exact search.
 * Structural rules have no price, because what breaks them cannot run.
 */
final class RulePrices {

    private final ExactSearch answer;
    private final long deadlineNanos;

    RulePrices(ExactSearch answer, long deadlineNanos) {
        this.answer = answer;
        this.deadlineNanos = deadlineNanos;
    }

    /** The rejections with what is best without each; as they are if there was no time to find even the answer. */
    List<Rejection> of(List<Rejection> rejections) {
        return answer.isComplete() ? rejections.stream().map(this::priced).toList() : rejections;
    }

    private Rejection priced(Rejection rejection) {
        return rejection.with(RuleBook.standard().rule(rejection.rule())
                .filter(rule -> rule.level() == Level.LIMIT).flatMap(this::without));
    }

    /** The answer helps to find what beats it, and is the best if nothing does. */
    private Optional<Estimate> without(Rule rule) {
        ExactSearch search = new ExactSearch(question(rule), new Ranking(1), deadlineNanos);
        answer.ranking().best().ifPresent(search::know);
        return search.run() ? search.ranking().best() : Optional.empty();
    }

    /** What a rule says about whole layouts changes nothing about which are well formed. */
    private Question question(Rule rule) {
        RuleBook others = RuleBook.standard().without(rule);
        boolean whole = rule.scope() == Scope.MEMORY || rule.scope() == Scope.ESTIMATE;
        return new Question(whole ? answer.space() : new SearchSpace(answer.space().estimator(),
                Extent.until(new Deadline(deadlineNanos)), others), others);
    }
}
