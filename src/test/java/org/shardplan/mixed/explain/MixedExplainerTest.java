package org.shardplan.mixed.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.shardplan.io.layout.MixedLayoutText;
import org.shardplan.mixed.planner.MixedEstimate;
import org.shardplan.mixed.planner.MixedPlanner;
import org.shardplan.mixed.planner.MixedProblems;
import org.shardplan.mixed.planner.StepPart;
import org.shardplan.problem.MixedProblem;
import org.shardplan.solver.SearchKind;
import org.shardplan.solver.SolverOptions;

class MixedExplainerTest {

    private static final MixedExplainer EXPLAINER = new MixedExplainer(Duration.ofMinutes(5));

    @Test
    void oneMoreNodeBringsWhatTheProblemWithOneMoreNodeSays() {
        MixedProblem problem = small(MixedProblems.SMALL_POOLS);
        MixedProblem larger = small(MixedProblems.SMALL_POOLS.replace("'count': 2", "'count': 4"));
        MixedExplanation explanation = EXPLAINER.explain(problem);
        double expected = new MixedPlanner(new SolverOptions(SearchKind.EXACT, 1, 0, Duration.ofMinutes(5)))
                .solve(larger).best().orElseThrow().stepSeconds();
        assertThat(explanation.oneMore()).hasSize(2);
        assertThat(explanation.oneMore().get(1).stepSeconds()).isCloseTo(expected, offset(1e-12));
    }

    /** Nodes may be left out, so more of them never make a step longer. */
    @Test
    void oneMoreNodeNeverHurts() {
        MixedExplanation explanation = EXPLAINER.explain(small(MixedProblems.SMALL_POOLS));
        double now = explanation.answer().best().orElseThrow().stepSeconds();
        assertThat(explanation.oneMore())
                .allSatisfy(more -> assertThat(more.stepSeconds()).isLessThanOrEqualTo(now * (1 + 1e-9)));
    }

    @Test
    void noOtherOrderIsFasterThanTheBestAndSwapsAreAmongThem() {
        MixedExplanation explanation = EXPLAINER.explain(small(MixedProblems.SMALL_POOLS));
        double best = explanation.answer().best().orElseThrow().stepSeconds();
        OtherOrders orders = explanation.orders();
        assertThat(orders.swaps()).isNotEmpty();
        assertThat(orders.next().orElseThrow().stepSeconds()).isGreaterThanOrEqualTo(best * (1 - 1e-9));
        assertThat(orders.swaps().stream().flatMap(swap -> swap.pipeline().stream())).isNotEmpty().allSatisfy(
                other -> assertThat(other.stepSeconds())
                        .isGreaterThanOrEqualTo(orders.next().get().stepSeconds() * (1 - 1e-9)));
    }

    @Test
    void thePipelineThatWasFoundIsJudgedFeasibleAndTheSame() {
        MixedProblem problem = small(MixedProblems.SMALL_POOLS);
        MixedEstimate best = EXPLAINER.explain(problem).answer().best().orElseThrow();
        MixedJudgement judgement = EXPLAINER.judge(problem, best.layout());
        assertThat(judgement.violations()).isEmpty();
        assertThat(judgement.comparison().orElseThrow().isSame()).isTrue();
        assertThat(judgement.sameOrder().orElseThrow().stepSeconds()).isCloseTo(best.stepSeconds(), offset(1e-9));
    }

    @Test
    void aWorsePipelineIsComparedPartByPart() {
        MixedProblem problem = small(MixedProblems.SMALL_POOLS);
        MixedJudgement judgement = EXPLAINER.judge(problem, MixedLayoutText.parse(
                "dp=1,gpu=A100-SXM-40,nodes=1,layers=1+gpu=H100-SXM-80,nodes=1,layers=5,recompute=full", problem)
                .layout().orElseThrow());
        MixedComparison comparison = judgement.comparison().orElseThrow();
        double more = Stream.of(StepPart.values()).mapToDouble(comparison::more).sum();
        assertThat(more).isCloseTo(comparison.other().stepSeconds() - comparison.best().stepSeconds(), offset(1e-9));
        assertThat(comparison.percent()).isPositive();
        assertThat(comparison.grown()).isPresent();
    }

    private static MixedProblem small(String pools) {
        return MixedProblems.read(MixedProblems.SMALL_MODEL, "8192x4", pools, "");
    }
}
