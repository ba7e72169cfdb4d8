package org.shardplan.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.shardplan.TestLayouts;
import org.shardplan.TestProblems;
import org.shardplan.estimate.LayoutEstimator;
import org.shardplan.layout.Layout;
import org.shardplan.problem.Problem;

class RuleBookTest {

    private static final RuleBook<Candidate> BOOK = RuleBook.standard();
    private static final List<Layout> GRID = TestLayouts.grid(1500);

    /** Problems with every limit set, so that every rule has something to say. */
    static Stream<Problem> problems() {
        String limits = ", 'limits': {'maxGpus': 96, 'spareGpusPercent': 10, 'powerKw': 100, 'budgetUsd': 20000,"
                + " 'deadlineHours': 200, 'maxCommunicationPercent': 30, 'modelGrowth': 1.3,"
                + " 'memoryUsePercent': {'min': 20, 'max': 90}}";
        String allow = ", 'allow': {'tp': [1, 2, 8], 'pp': [1, 2, 4, 8], 'dp': [1, 2, 4, 8], 'microBatch': [1, 2],"
                + " 'precision': ['bf16', 'fp8'], 'offload': [true, false], 'optimizer': ['8bit', 'fp32'],"
                + " 'gradients': ['fp32', 'bf16'], 'interleave': [2, 3], 'zeroStage': [0, 1, 3]}";
        return Stream.of(
                TestProblems.training("GPT-3-175B", "2048x64", "A100-SXM-80", 128, limits + allow),
                TestProblems.training("'Mixtral-8x7B'", "4096x64",
                        "{'gpu': 'H100-SXM-80', 'count': 128, 'hostMemoryGiBPerNode': 256}", limits + allow),
                TestProblems.training("'DeepSeek-V3'", "4096x512",
                        "{'gpu': 'GB200-NVL72', 'count': 144, 'hostMemoryGiBPerNode': 700}",
                        limits + ", 'allow': {'offload': [true, false]}"));
    }

    @Test
    void identifiersAreUniqueAndReadable() {
        assertThat(BOOK.rules()).extracting(Rule::id).doesNotHaveDuplicates()
                .allMatch(id -> id.matches("[a-z]+(-[a-zA-Z]+)*"));
        assertThat(BOOK.rules()).extracting(Rule::sentence).doesNotHaveDuplicates()
                .allMatch(sentence -> !sentence.isBlank() && !sentence.endsWith("."));
    }

    @Test
    void everyRuleHasOneScope() {
        long scoped = Stream.of(Scope.values()).mapToLong(scope -> BOOK.rules(scope).size()).sum();
        assertThat(scoped).isEqualTo(BOOK.rules().size());
    }

    @ParameterizedTest
    @MethodSource("problems")
    void aLayoutIsFeasibleIfAndOnlyIfNothingIsViolated(Problem problem) {
        LayoutEstimator estimator = new LayoutEstimator(problem);
        for (Layout layout : GRID) {
            Candidate candidate = new Candidate(estimator, layout);
            assertThat(BOOK.isFeasible(candidate)).isEqualTo(BOOK.violations(candidate).isEmpty());
            for (Scope scope : Scope.values()) {
                Optional<String> first = BOOK.rules(scope).stream().filter(rule -> rule.isBrokenBy(candidate))
                        .map(Rule::id).findFirst();
                assertThat(BOOK.firstViolation(scope, candidate).map(Violation::rule)).isEqualTo(first);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("problems")
    void everyViolationSpeaksInASentenceWithAdvice(Problem problem) {
        LayoutEstimator estimator = new LayoutEstimator(problem);
        for (Layout layout : GRID) {
            for (Violation violation : BOOK.violations(new Candidate(estimator, layout))) {
                assertThat(violation.message()).as(violation.rule()).matches("[A-Z].*\\. Maybe [^.].*\\.")
                        .doesNotContain("null", "NaN", "Infinity");
                assertThat(violation.needed()).isFinite();
                assertThat(violation.available()).isFinite();
                assertThat(violation.excess()).isNotNegative().isFinite();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("problems")
    void aViolatedRuleNeverSaysThatWhatIsNeededIsThere(Problem problem) {
        LayoutEstimator estimator = new LayoutEstimator(problem);
        List<String> upper = List.of("gpus-available", "spare-gpus", "max-gpus", "power", "host-memory",
                "memory-capacity", "memory-use-max", "room-to-grow", "budget", "deadline", "communication-share");
        for (Layout layout : GRID) {
            for (Violation violation : BOOK.violations(new Candidate(estimator, layout))) {
                if (upper.contains(violation.rule())) {
                    assertThat(violation.needed()).as(violation.rule()).isGreaterThan(violation.available());
                }
            }
        }
    }
}
