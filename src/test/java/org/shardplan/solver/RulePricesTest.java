package org.shardplan.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.shardplan.TestProblems;
import org.shardplan.estimate.Estimate;
import org.shardplan.estimate.LayoutEstimator;
import org.shardplan.estimate.Score;
import org.shardplan.problem.Problem;
import org.shardplan.rule.Candidate;
import org.shardplan.rule.Level;
import org.shardplan.rule.Rule;
import org.shardplan.rule.RuleBook;
import org.shardplan.rule.Violation;
import org.shardplan.solver.Answer.Rejection;

/** What each rule costs, against brute force by all other rules. */
class RulePricesTest {

    private static final double RELATIVE = 1e-12;

    static Stream<Named<Problem>> problems() {
        return SmallProblems.all();
    }

    @ParameterizedTest
    @MethodSource("problems")
    void withoutALimitTheBestIsTheOneBruteForceFindsByTheOtherRules(Problem problem) {
        for (Rejection<Estimate> rejection : solve(problem).rejections()) {
            Rule<Candidate> rule = rule(rejection);
            if (rule.level() == Level.LIMIT) {
                Optional<Score> expected = new BruteForce(problem, RuleBook.standard().without(rule)).best();
                assertThat(rejection.without().isPresent()).as(rule.id()).isEqualTo(expected.isPresent());
                expected.ifPresent(score -> assertThat(Score.of(rejection.without().get()).loss()).as(rule.id())
                        .isCloseTo(score.loss(), within(RELATIVE * Math.abs(score.loss()))));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("problems")
    void whatIsBetterWithoutARuleBreaksThatRuleOnly(Problem problem) {
        Answer answer = solve(problem);
        for (Rejection<Estimate> rejection : answer.rejections()) {
            if (rejection.without().isPresent() && !rejection.without().equals(answer.best())) {
                assertThat(violations(rejection.without().get())).extracting(Violation::rule)
                        .containsExactly(rejection.rule());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("problems")
    void structuralRulesHaveNoPrice(Problem problem) {
        assertThat(solve(problem).rejections()).filteredOn(one -> rule(one).level() == Level.STRUCTURE)
                .allMatch(one -> one.without().isEmpty());
    }

    @Test
    void everyKindOfRuleIsPricedSomewhere() {
        List<String> priced = new ArrayList<>();
        problems().forEach(problem -> solve(problem.getPayload()).rejections().stream()
                .filter(one -> one.without().isPresent()).map(Rejection::rule).forEach(priced::add));
        assertThat(priced).contains("memory-capacity", "memory-use-min", "memory-use-max", "room-to-grow",
                "budget", "deadline", "communication-share", "max-gpus", "spare-gpus", "use-all", "power");
    }

    @Test
    void anUnfinishedSearchPricesNothing() {
        Answer answer = new LayoutSolver().solve(TestProblems.shipped("gpt3-175b-4096xa100"),
                new SolverOptions(SearchKind.EXACT, 1, 0, Duration.ofNanos(1)));
        assertThat(answer.rejections()).allMatch(one -> one.without().isEmpty());
    }

    private static Rule<Candidate> rule(Rejection<Estimate> rejection) {
        return RuleBook.standard().rule(rejection.rule()).orElseThrow();
    }

    private static List<Violation> violations(Estimate estimate) {
        return RuleBook.standard().violations(
                new Candidate(new LayoutEstimator(estimate.problem()), estimate.layout()));
    }

    private static Answer solve(Problem problem) {
        return new LayoutSolver().solve(problem, new SolverOptions(SearchKind.EXACT, 1, 0, Duration.ofSeconds(60)));
    }
}
