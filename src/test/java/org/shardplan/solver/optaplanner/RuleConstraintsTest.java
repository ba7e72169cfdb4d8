package org.shardplan.solver.optaplanner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.shardplan.TestProblems.TINY_DENSE;
import static org.shardplan.TestProblems.TINY_EXPERTS;
import static org.shardplan.TestProblems.training;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.optaplanner.core.api.score.buildin.hardmediumsoftlong.HardMediumSoftLongScore;
import org.shardplan.TestLayouts;
import org.shardplan.estimate.LayoutEstimator;
import org.shardplan.layout.Layout;
import org.shardplan.layout.Recomputation;
import org.shardplan.problem.Problem;
import org.shardplan.rule.Candidate;
import org.shardplan.rule.Level;
import org.shardplan.rule.RuleBook;
import org.shardplan.rule.Violation;
import org.shardplan.estimate.Score;
import org.shardplan.space.SearchSpace;

class RuleConstraintsTest {

    private static final String POOL = "{'gpu': 'A100-SXM-80', 'count': 16}";
    private static final String LIMITS = ", 'limits': {'maxCommunicationPercent': 1, 'budgetUsd': 1, 'maxGpus': 8,"
            + " 'deadlineHours': 0.01, 'powerKw': 5, 'spareGpusPercent': 10,"
            + " 'memoryUsePercent': {'min': 20, 'max': 30}}";
    private static final List<Layout> LAYOUTS = TestLayouts.grid(250);

    private final OptaPlannerSearch search = new OptaPlannerSearch();

    static Stream<Named<Problem>> problems() {
        return Stream.of(
                Named.of("tight limits", training(TINY_DENSE, "2048x64", POOL, LIMITS)),
                Named.of("cost", training(TINY_EXPERTS, "2048x48", POOL, LIMITS + ", 'objective': 'cost'")),
                Named.of("throughput",
                        training("'DeepSeek-V3'", "4096x64", POOL, ", 'objective': 'throughput'")));
    }

    @ParameterizedTest
    @MethodSource("problems")
    void streamsAndRulebookGiveTheSameViolationsInTheSameOrder(Problem problem) {
        LayoutEstimator estimator = new LayoutEstimator(problem);
        for (Layout layout : LAYOUTS) {
            List<Violation> expected = RuleBook.standard().violations(new Candidate(estimator, layout));
            assertThat(search.judge(estimator, layout).violations()).as("%s", layout).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @MethodSource("problems")
    void streamsAndEstimateGiveTheSameObjective(Problem problem) {
        LayoutEstimator estimator = new LayoutEstimator(problem);
        for (Layout layout : LAYOUTS) {
            assertThat(search.judge(estimator, layout).score()).isEqualTo(Score.of(estimator.estimate(layout)));
        }
    }

    @ParameterizedTest
    @MethodSource("problems")
    void structureWeighsHardLimitsMediumObjectiveSoft(Problem problem) {
        Choices choices = new Choices(new SearchSpace(new LayoutEstimator(problem)));
        for (Layout layout : LAYOUTS) {
            Candidate candidate = choices.candidate(layout);
            List<Violation> violations = RuleBook.standard().violations(candidate);
            assertThat(Judge.explain(new LayoutPlan(new LayoutDecision(choices, layout))).getScore())
                    .isEqualTo(HardMediumSoftLongScore.of(-weight(violations, Level.STRUCTURE),
                            -weight(violations, Level.LIMIT), SoftScore.of(Score.of(candidate.estimate()))));
        }
    }

    @Test
    void judgementKeepsTheRecomputationItIsAskedAbout() {
        LayoutEstimator estimator = new LayoutEstimator(training(TINY_DENSE, "2048x64", POOL, ""));
        Layout layout = TestLayouts.of(1, 1, 16).with(Recomputation.some(3));
        assertThat(search.judge(estimator, layout).isFeasible()).isTrue();
        assertThat(search.judge(estimator, layout).score().stepSeconds())
                .isEqualTo(estimator.estimate(layout).stepSeconds());
    }

    private static long weight(List<Violation> violations, Level level) {
        return violations.stream().filter(violation -> violation.level() == level).mapToLong(Excess::of).sum();
    }
}
