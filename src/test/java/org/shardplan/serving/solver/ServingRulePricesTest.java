package org.shardplan.serving.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.shardplan.TestProblems;
import org.shardplan.problem.ServingProblem;
import org.shardplan.rule.Rule;
import org.shardplan.rule.RuleBook;
import org.shardplan.rule.Violation;
import org.shardplan.serving.estimate.ServingEstimate;
import org.shardplan.serving.estimate.ServingEstimator;
import org.shardplan.serving.estimate.ServingScore;
import org.shardplan.serving.rule.ServingCandidate;
import org.shardplan.serving.rule.ServingRules;
import org.shardplan.solver.Answer.Rejection;
import org.shardplan.solver.SearchKind;
import org.shardplan.solver.SolverOptions;

/** What each rule of serving costs, against brute force by all other rules. */
class ServingRulePricesTest {

    /** Estimates find their own balance by bisection, to a millionth. */
    private static final double CLOSE = 1e-5;

    static List<ServingProblem> problems() {
        return List.of(
                small(", 'ttftMs': 250, 'tpotMs': 9", "'objective': 'throughput'"),
                small(", 'requestsPerSecond': 3, 'endToEndMs': 4000", "'objective': 'cost-per-million-tokens'"),
                small(", 'requestsPerSecond': 4, 'ttftMs': 150, 'tpotMs': 12", "'objective': 'energy'"),
                small("", "'objective': 'throughput', 'limits': {'maxGpus': 2}"),
                small("", "'objective': 'throughput', 'limits': {'powerKw': 2.6}"),
                small(", 'requestsPerSecond': 1", "'objective': 'cost', 'limits': {'useAll': true}"),
                small(", 'concurrency': 40", "'objective': 'latency', 'limits': {'budgetUsdPerHour': 5}"),
                small("", "'objective': 'throughput', 'limits': {'spareGpusPercent': 40}"),
                small(", 'tpotMs': 9", "'objective': 'throughput', 'limits': {'budgetUsdPerHour': 5, 'maxGpus': 3}"));
    }

    private static ServingProblem small(String workload, String more) {
        return TestProblems.readServing("{'version': 1, 'model': 'Llama-3.1-8B', 'workload': {'kind': 'serving',"
                + " 'inputTokens': 2000, 'outputTokens': 500" + workload + "}, 'cluster': {'pools': ["
                + "{'gpu': 'H100-SXM-80', 'count': 3}, {'gpu': 'L40S-48', 'count': 2}]}, " + more
                + ", 'allow': {'maxBatch': [1, 2, 5, 13, 34, 89], 'chunkTokens': [2048], 'mixedShapes': false}}");
    }

    @ParameterizedTest
    @MethodSource("problems")
    void withoutALimitTheBestIsTheOneBruteForceFindsByTheOtherRules(ServingProblem problem) {
        for (Rejection<ServingEstimate> rejection : solve(problem).rejections()) {
            if (Lifted.of(problem, rejection.rule()).isPresent()) {
                RuleBook<ServingCandidate> others = ServingRules.book().without(rule(rejection));
                Optional<ServingEstimate> expected = new ServingBruteForce(problem, others).best();
                assertThat(rejection.without().isPresent()).as(rejection.rule()).isEqualTo(expected.isPresent());
                expected.ifPresent(best -> assertThat(loss(rejection.without().get())).as(rejection.rule())
                        .isCloseTo(loss(best), within(CLOSE * Math.abs(loss(best)))));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("problems")
    void whatIsBetterWithoutALimitBreaksThatLimitOnly(ServingProblem problem) {
        ServingAnswer answer = solve(problem);
        for (Rejection<ServingEstimate> rejection : answer.rejections()) {
            if (rejection.without().isPresent() && !rejection.without().equals(answer.best())) {
                assertThat(ServingRules.book().violations(new ServingCandidate(
                        new ServingEstimator(problem), rejection.without().get().layout())))
                        .extracting(Violation::rule).containsExactly(rejection.rule());
            }
        }
    }

    @Test
    void everyKindOfLimitCostsSomethingSomewhere() {
        Set<String> costly = new HashSet<>();
        for (ServingProblem problem : problems()) {
            ServingAnswer answer = solve(problem);
            answer.rejections().stream().filter(one -> one.without().isPresent())
                    .filter(one -> !one.without().equals(answer.best())).map(Rejection::rule).forEach(costly::add);
        }
        assertThat(costly).contains(
                "ttft", "tpot", "end-to-end", "max-gpus", "power", "hourly-budget", "spare-gpus", "use-all");
    }

    /** Formats are closed to the search before a layout is formed, so brute force has to open them as well. */
    @Test
    void theFloorOfQualityIsPricedThoughItRejectsWholeShapes() {
        ServingProblem problem = TestProblems.serving("Llama-3.1-8B", ", 'tpotMs': 30", "H100-SXM-80", 1,
                ", 'objective': 'throughput', 'limits': {'maxQualityLossPercent': 0.1}, 'allow': {'maxBatch': [21]}");
        Rejection<ServingEstimate> quality = solve(problem).rejections().stream()
                .filter(one -> one.rule().equals("quality")).findFirst().orElseThrow();
        ServingEstimate without = quality.without().orElseThrow();
        assertThat(ServingRules.book().violations(
                new ServingCandidate(new ServingEstimator(problem), without.layout()))).extracting(Violation::rule).containsExactly("quality");
        assertThat(loss(without)).isCloseTo(
                loss(new ServingBruteForce(Lifted.of(problem, "quality").orElseThrow()).best().orElseThrow()),
                within(CLOSE * Math.abs(loss(without))));
    }

    @Test
    void whatHardwareAndLoadDemandHasNoPrice() {
        ServingAnswer answer = solve(TestProblems.serving("Llama-3.1-70B", ", 'requestsPerSecond': 20", "H100-SXM-80",
                4, ", 'objective': 'cost'"));
        assertThat(answer.rejections()).extracting(Rejection::rule).contains("keeps-up", "starts");
        assertThat(answer.rejections()).allMatch(one -> one.without().isEmpty());
    }

    @Test
    void anUnfinishedSearchPricesNothing() {
        ServingAnswer answer = new ServingSolver().solve(problems().get(0),
                new SolverOptions(SearchKind.EXACT, 1, 0, Duration.ofNanos(1)));
        assertThat(answer.rejections()).allMatch(one -> one.without().isEmpty());
    }

    private static Rule<ServingCandidate> rule(Rejection<ServingEstimate> rejection) {
        return ServingRules.book().rule(rejection.rule()).orElseThrow();
    }

    private static ServingAnswer solve(ServingProblem problem) {
        return new ServingSolver().solve(problem, new SolverOptions(SearchKind.EXACT, 1, 0, Duration.ofSeconds(60)));
    }

    private static double loss(ServingEstimate estimate) {
        return ServingScore.of(estimate).loss();
    }
}
