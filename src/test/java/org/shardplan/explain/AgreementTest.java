package org.shardplan.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.shardplan.TestLayouts;
import org.shardplan.TestProblems;
import org.shardplan.estimate.Estimate;
import org.shardplan.estimate.LayoutEstimator;
import org.shardplan.estimate.Score;
import org.shardplan.explain.Explanation.Verdict;
import org.shardplan.layout.Layout;
import org.shardplan.problem.Problem;
import org.shardplan.solver.Answer;
import org.shardplan.solver.LayoutSolver;
import org.shardplan.solver.SearchKind;
import org.shardplan.solver.SolverOptions;
import org.shardplan.space.SearchSpace;

/** Explainer and solver never disagree: what one recommends the other approves, and nothing approved is better. */
class AgreementTest {

    private static final SolverOptions EXACT =
            new SolverOptions(SearchKind.EXACT, 100, 0, Duration.ofSeconds(60));

    private static Problem tiny(String model, double memoryGib, String more) {
        return TestProblems.training(model, "2048x8", "{'gpu': {'base': 'A100-SXM-80', 'memoryGiB': " + memoryGib
                + "}, 'count': 8, 'gpusPerNode': 4, 'pricePerGpuHourUsd': 1}", more);
    }

    static Stream<Problem> questions() {
        return Stream.of(
                tiny(TestProblems.TINY_DENSE, 79, ""),
                tiny(TestProblems.TINY_DENSE, 4.5, ""),
                tiny(TestProblems.TINY_DENSE, 3.2, ", 'objective': 'cost', 'limits': {'deadlineHours': 2}"),
                tiny(TestProblems.TINY_DENSE, 2.2, ""),
                tiny(TestProblems.TINY_EXPERTS, 4.5, ", 'objective': 'gpu-count'"),
                tiny(TestProblems.TINY_EXPERTS, 79, ", 'limits': {'maxGpus': 4, 'maxCommunicationPercent': 10}"));
    }

    @ParameterizedTest
    @MethodSource("questions")
    void whatTheExplainerCallsFeasibleNeverBeatsTheSolversBest(Problem problem) {
        LayoutEstimator estimator = new LayoutEstimator(problem);
        Answer answer = new LayoutSolver().solve(problem, EXACT);
        long[] feasible = {0};
        new SearchSpace(estimator).forEach(layout -> {
            Explanation explanation = new Explainer().explain(estimator, layout);
            if (explanation.verdict() == Verdict.FEASIBLE) {
                feasible[0]++;
                assertThat(Score.of(explanation.estimate()).isBetterThan(Score.of(answer.best().orElseThrow())))
                        .as(layout.toString()).isFalse();
            }
        });
        assertThat(feasible[0] > 0).isEqualTo(answer.best().isPresent());
    }

    @ParameterizedTest
    @MethodSource("questions")
    void whatTheSolverRanksTheExplainerApproves(Problem problem) {
        LayoutEstimator estimator = new LayoutEstimator(problem);
        for (Estimate ranked : new LayoutSolver().solve(problem, EXACT).ranking()) {
            assertThat(new Explainer().explain(estimator, ranked.layout()).violations()).isEmpty();
        }
    }

    /** A grid with many malformed layouts: whatever breaks no rule is in the space, if its values are worth trying. */
    @ParameterizedTest
    @MethodSource("questions")
    void whatTheSpaceLeavesOutTheExplainerRejects(Problem problem) {
        LayoutEstimator estimator = new LayoutEstimator(problem);
        Set<Layout> space = new HashSet<>();
        new SearchSpace(estimator).forEach(space::add);
        for (Layout layout : TestLayouts.grid(3000)) {
            boolean known = layout.mesh().context() <= 2 && layout.schedule().chunks() <= 6
                    && layout.mesh().expertTensor() == 1;
            if (known && !space.contains(layout)) {
                assertThat(new Explainer().explain(estimator, layout).verdict()).as(layout.toString())
                        .isEqualTo(Verdict.REJECTED);
            }
        }
    }

    /** Knowing feasible layouts beforehand makes the search faster, not different. */
    @ParameterizedTest
    @MethodSource("questions")
    void theAdvisorKnowsTheSolversBest(Problem problem) {
        Answer answer = new LayoutSolver().solve(problem, EXACT);
        LayoutEstimator estimator = new LayoutEstimator(problem);
        for (Layout layout : TestLayouts.grid(10)) {
            Advice advice = new Advisor(Duration.ofSeconds(60)).advise(new Explainer().explain(estimator, layout));
            assertThat(advice.answer().orElseThrow().best().map(Score::of)).isEqualTo(answer.best().map(Score::of));
            assertThat(advice.obstacle().isPresent()).isEqualTo(answer.best().isEmpty());
        }
    }
}
