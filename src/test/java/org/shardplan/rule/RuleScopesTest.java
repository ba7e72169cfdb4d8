package org.shardplan.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.BinaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.shardplan.TestLayouts;
import org.shardplan.TestProblems;
import org.shardplan.estimate.LayoutEstimator;
import org.shardplan.layout.GradientPrecision;
import org.shardplan.layout.Layout;
import org.shardplan.layout.OptimizerPrecision;
import org.shardplan.layout.Recomputation;
import org.shardplan.layout.Schedule;
import org.shardplan.layout.StateSharding;
import org.shardplan.layout.ZeroStage;
import org.shardplan.problem.Problem;

/** A rule reads no more of a layout than its scope says: whatever else changes, it says the same. */
class RuleScopesTest {

    private static final RuleBook<Candidate> BOOK = RuleBook.standard();
    private static final List<Layout> GRID = TestLayouts.grid(3000);

    @ParameterizedTest
    @MethodSource("org.shardplan.rule.RuleBookTest#problems")
    void rulesOfTheMeshReadTheMeshOnly(Problem problem) {
        assertSame(problem, Scope.MESH, (mine, other) -> other.with(mine.mesh()));
    }

    @ParameterizedTest
    @MethodSource("org.shardplan.rule.RuleBookTest#problems")
    void rulesOfTheExecutionReadMeshAndExecutionOnly(Problem problem) {
        assertSame(problem, Scope.EXECUTION, (mine, other) -> other.with(mine.mesh()).with(mine.execution()));
    }

    @ParameterizedTest
    @MethodSource("org.shardplan.rule.RuleBookTest#problems")
    void rulesOfTheScheduleReadMeshExecutionAndScheduleOnly(Problem problem) {
        assertSame(problem, Scope.SCHEDULE, (mine, other) -> mine.with(other.recomputation()).with(other.states()));
    }

    @ParameterizedTest
    @MethodSource("org.shardplan.rule.RuleBookTest#problems")
    void rulesOfTheRecomputationReadMeshScheduleAndRecomputationOnly(Problem problem) {
        assertSame(problem, Scope.RECOMPUTATION, (mine, other) -> mine.with(other.execution()).with(other.states()));
    }

    @ParameterizedTest
    @MethodSource("org.shardplan.rule.RuleBookTest#problems")
    void rulesOfTheStatesReadMeshAndStatesOnly(Problem problem) {
        assertSame(problem, Scope.STATES, (mine, other) -> other.with(mine.mesh()).with(mine.states()));
    }

    /** The search finds the fewest recomputed layers that fit by bisection. */
    @ParameterizedTest
    @MethodSource("org.shardplan.rule.RuleBookTest#problems")
    void whatRecomputesMoreLayersKeepsTheRulesOfMemoryThatFewerLayersKept(Problem problem) {
        LayoutEstimator estimator = new LayoutEstimator(problem);
        for (Layout layout : GRID) {
            int most = estimator.split(layout).mostLayers();
            for (Rule<Candidate> rule : BOOK.rules(Scope.MEMORY)) {
                boolean fits = false;
                for (int layers = 1; layers < most; layers++) {
                    boolean now = !rule.isBrokenBy(
                            new Candidate(estimator, layout.with(Recomputation.some(layers))));
                    assertThat(now || !fits).isTrue();
                    fits = now;
                }
            }
        }
    }

    /** The search looks no further once a rule of time is broken: what recomputes more takes no less time. */
    @ParameterizedTest
    @MethodSource("org.shardplan.rule.RuleBookTest#problems")
    void whatRecomputesMoreLayersKeepsNoRuleOfTimeThatFewerLayersBroke(Problem problem) {
        LayoutEstimator estimator = new LayoutEstimator(problem);
        for (Layout layout : GRID) {
            int most = estimator.split(layout).mostLayers();
            for (Rule<Candidate> rule : BOOK.rules(Scope.TIME)) {
                boolean broken = false;
                for (int layers = 1; layers < most; layers++) {
                    boolean now = rule.isBrokenBy(
                            new Candidate(estimator, layout.with(Recomputation.some(layers))));
                    assertThat(now || !broken).isTrue();
                    broken = now;
                }
            }
        }
    }

    /** DeepSeek-V3 has dense layers in front: chunks spread them otherwise than the plain split. */
    @Test
    void hostMemoryReadsMeshAndStatesOnlyWhereLayersDiffer() {
        Problem problem = TestProblems.shipped("deepseek-v3-2048xh800");
        LayoutEstimator estimator = new LayoutEstimator(problem);
        StateSharding offloaded =
                new StateSharding(ZeroStage.NONE, OptimizerPrecision.FP32, true, GradientPrecision.FP32);
        for (int stages = 2; stages <= 16; stages++) {
            Layout plain = TestLayouts.of(8, stages, 1).with(offloaded);
            for (int chunks = 2; stages * chunks <= 63; chunks++) {
                assertThat(estimator.hostBytesPerGpu(plain.with(Schedule.interleaved(chunks))))
                        .as("pp=%d, %d chunks", stages, chunks).isEqualTo(estimator.hostBytesPerGpu(plain));
            }
        }
    }

    private static void assertSame(Problem problem, Scope scope, BinaryOperator<Layout> mixed) {
        LayoutEstimator estimator = new LayoutEstimator(problem);
        for (int i = 0; i < GRID.size(); i++) {
            Layout mine = GRID.get(i);
            Layout mix = mixed.apply(mine, GRID.get((i + 7) % GRID.size()));
            for (Rule<Candidate> rule : BOOK.rules(scope)) {
                boolean before = rule.isBrokenBy(new Candidate(estimator, mine));
                boolean after = rule.isBrokenBy(new Candidate(estimator, mix));
                assertThat(after).as("%s on %s and %s", rule.id(), mine, mix).isEqualTo(before);
            }
        }
    }
}
