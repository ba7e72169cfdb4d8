package org.shardplan.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.api.Test;
import org.shardplan.TestAnswers;
import org.shardplan.TestLayouts;
import org.shardplan.TestProblems;
import org.shardplan.estimate.LayoutEstimator;
import org.shardplan.layout.Layout;
import org.shardplan.layout.Recomputation;
import org.shardplan.problem.Problem;
import org.shardplan.rule.Candidate;
import org.shardplan.rule.RuleBook;
import org.shardplan.space.SearchSpace;

/** The repairs, checked against every layout of questions small enough to try them all. */
class RepairSearchTest {

    private static final long NEVER = System.nanoTime() + Long.MAX_VALUE / 2;
    private static final String SMALL_POOL =
            "{'gpu': {'base': 'A100-SXM-80', 'memoryGiB': 4.5}, 'count': 8, 'gpusPerNode': 4}";

    static Stream<Problem> questions() {
        return Stream.of(
                TestProblems.training(TestProblems.TINY_DENSE, "2048x8", SMALL_POOL, ""),
                TestProblems.training(TestProblems.TINY_DENSE, "2048x8", SMALL_POOL,
                        ", 'allow': {'tp': [2, 4], 'precision': ['bf16'], 'optimizer': ['fp32', '8bit']}"),
                TestProblems.training(TestProblems.TINY_EXPERTS, "2048x8", SMALL_POOL, ", 'objective': 'cost'"));
    }

    private static Repairs repairs(Problem problem, Layout from) {
        return new RepairSearch(new SearchSpace(new LayoutEstimator(problem)), from, NEVER).find();
    }

    @ParameterizedTest
    @MethodSource("questions")
    void nothingNearerThanARepairIsFeasible(Problem problem) {
        List<Layout> feasible = feasible(problem);
        LayoutEstimator estimator = new LayoutEstimator(problem);
        for (Layout from : rejected(estimator)) {
            Differences differences = new Differences(problem, from);
            int fewest = feasible.stream().mapToInt(layout -> Integer.bitCount(differences.to(layout))).min().orElseThrow();
            double smallest = feasible.stream()
                    .filter(layout -> Integer.bitCount(differences.to(layout)) == fewest)
                    .mapToDouble(layout -> new Changes(estimator, from, layout, differences.to(layout)).size())
                    .min().orElseThrow();
            Repairs repairs = repairs(problem, from);
            assertThat(repairs.isProved()).isTrue();
            assertThat(repairs.nearest().get(0).changes()).hasSize(fewest);
            assertThat(repairs.nearest().get(0).size()).isEqualTo(smallest);
        }
    }

    @ParameterizedTest
    @MethodSource("questions")
    void everyRepairBreaksNoRuleAndNamesExactlyWhatChanged(Problem problem) {
        LayoutEstimator estimator = new LayoutEstimator(problem);
        for (Layout from : rejected(estimator)) {
            assertThat(repairs(problem, from).nearest()).isNotEmpty().allSatisfy(repair -> {
                Layout to = repair.estimate().layout();
                assertThat(RuleBook.standard().violations(new Candidate(estimator, to))).isEmpty();
                assertThat(repair.changes()).hasSize(Integer.bitCount(new Differences(problem, from).to(to)));
                assertThat(repair.changes()).allSatisfy(change ->
                        assertThat(change.from()).isNotEqualTo(change.to()));
            });
        }
    }

    @ParameterizedTest
    @MethodSource("questions")
    void whereTheNearestNeedOtherGpusTheNearestThatKeepsThemIsThereToo(Problem problem) {
        List<Layout> feasible = feasible(problem);
        LayoutEstimator estimator = new LayoutEstimator(problem);
        for (Layout from : rejected(estimator)) {
            boolean possible = feasible.stream().anyMatch(layout -> layout.mesh().gpus() == from.mesh().gpus());
            assertThat(repairs(problem, from).nearest().stream().anyMatch(Repair::keepsGpus)).isEqualTo(possible);
        }
    }

    @Test
    void recomputingAFewLayersRepairsWhatIsALittleTooBig() {
        Problem problem = TestProblems.shipped("llama-3.1-8b-8xh100");
        Layout from = TestAnswers.layout(problem, "tp=2,dp=4,microBatch=2");
        assertThat(repairs(problem, from).nearest()).anySatisfy(repair -> {
            assertThat(repair.changes()).extracting(Change::decision).containsExactly(Decision.RECOMPUTATION);
            assertThat(repair.changes().get(0).to()).matches("\\d+ of 32 layers");
            Recomputation found = repair.estimate().layout().recomputation();
            Layout less = from.with(Recomputation.some(found.layers() - 1));
            assertThat(RuleBook.standard().isFeasible(new Candidate(new LayoutEstimator(problem), less))).isFalse();
        });
    }

    @Test
    void aStoppedSearchProvesNothing() {
        Problem problem = TestProblems.training(TestProblems.TINY_DENSE, "2048x8", SMALL_POOL, "");
        Layout from = TestLayouts.of(3, 1, 1);
        Repairs repairs = new RepairSearch(
                new SearchSpace(new LayoutEstimator(problem)), from, System.nanoTime() - 1).find();
        assertThat(repairs.isProved()).isFalse();
    }

    private static List<Layout> feasible(Problem problem) {
        LayoutEstimator estimator = new LayoutEstimator(problem);
        List<Layout> feasible = new ArrayList<>();
        new SearchSpace(estimator).forEach(layout -> {
            if (RuleBook.standard().isFeasible(new Candidate(estimator, layout))) {
                feasible.add(layout);
            }
        });
        return feasible;
    }

    /** Some of the grid that is rejected for one reason or another. */
    private static List<Layout> rejected(LayoutEstimator estimator) {
        return TestLayouts.grid(60).stream()
                .filter(layout -> !RuleBook.standard().isFeasible(new Candidate(estimator, layout))).limit(20).toList();
    }
}
