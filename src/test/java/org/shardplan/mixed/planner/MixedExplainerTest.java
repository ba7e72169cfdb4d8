package org.shardplan.mixed.planner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.time.Duration;
import org.junit.jupiter.api.Test;
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

    private static MixedProblem small(String pools) {
        return MixedProblems.read(MixedProblems.SMALL_MODEL, "8192x4", pools, "");
    }
}
