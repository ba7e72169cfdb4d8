package org.shardplan.solver;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.shardplan.estimate.Estimate;
import org.shardplan.estimate.Score;
import org.shardplan.rule.Level;
import org.shardplan.rule.Candidate;
import org.shardplan.rule.Rule;
import org.shardplan.rule.RuleBook;
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
    List<Rejection<Estimate>> of(List<Rejection<Estimate>> rejections) {
        return answer.isComplete() ? rejections.stream().map(this::priced).toList() : rejections;
    }

    private Rejection<Estimate> priced(Rejection<Estimate> rejection) {
        return rejection.with(RuleBook.standard().rule(rejection.rule())
                .filter(rule -> rule.level() == Level.LIMIT).flatMap(this::without));
    }

    private Optional<Estimate> without(Rule<Candidate> rule) {
        return switch (rule.scope()) {
            case TIME, ESTIMATE -> better(answer.onlyBroken(rule.id()), answer.ranking().best());
            case MEMORY -> best(answer.by(RuleBook.standard().without(rule), new Ranking(1), deadlineNanos));
            case MESH, EXECUTION, SCHEDULE, RECOMPUTATION, STATES, SPLIT, FORMATS, BATCHING, FLEET ->
                    best(wider(RuleBook.standard().without(rule)));
        };
    }

    private static Optional<Estimate> better(Optional<Estimate> breaking, Optional<Estimate> best) {
        return Stream.of(best, breaking).flatMap(Optional::stream).min(Comparator.comparing(Score::of));
    }

    /** The answer helps to find what beats it, and is the best if nothing does. */
    private Optional<Estimate> best(ExactSearch search) {
        answer.ranking().best().ifPresent(search::know);
        return search.run() ? search.ranking().best() : Optional.empty();
    }

    /** More layouts are well formed by fewer rules. */
    private ExactSearch wider(RuleBook<Candidate> rules) {
        SearchSpace space = new SearchSpace(answer.space().estimator(),
                Extent.until(new Deadline(deadlineNanos)), rules);
        return new ExactSearch(new Question(space, rules), new Ranking(1), deadlineNanos);
    }
}
