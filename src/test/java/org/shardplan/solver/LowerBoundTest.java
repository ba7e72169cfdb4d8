package org.shardplan.solver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.shardplan.TestLayouts;
import org.shardplan.estimate.LayoutEstimator;
import org.shardplan.estimate.Score;
import org.shardplan.layout.Execution;
import org.shardplan.layout.Layout;
import org.shardplan.layout.Recomputation;
import org.shardplan.layout.Schedule;
import org.shardplan.layout.StateSharding;
import org.shardplan.problem.Problem;
import org.shardplan.rule.CapacityRules;
import org.shardplan.space.SearchSpace;

/** A bound that exceeds a score it bounds would cut off the optimum. */
class LowerBoundTest {

    private static final double ROUNDING = 1e-12;

    static Stream<Named<Problem>> problems() {
        return SmallProblems.all();
    }

    @ParameterizedTest
    @MethodSource("problems")
    void noLayoutBeatsAnyOfItsBounds(Problem problem) {
        LayoutEstimator estimator = new LayoutEstimator(problem);
        LowerBound bound = new LowerBound(estimator);
        SearchSpace space = new SearchSpace(estimator);
        space.forEach(layout -> {
            List<Execution> executions = space.executions(layout.mesh());
            Layout plain = layout.with(Schedule.PLAIN).with(Recomputation.NONE);
            int chunks = LowerBound.mostChunks(space.schedules(layout.mesh(), layout.execution()));
            Layout smallest = TestLayouts.microBatch(plain, executions.get(0).microBatch());
            Layout largest = TestLayouts.microBatch(plain, executions.get(executions.size() - 1).microBatch());
            double loss = Score.of(estimator.estimate(layout)).loss();
            assertBound(bound.ofGpus(layout.mesh()), loss, layout);
            assertBound(bound.ofMesh(smallest, largest), loss, layout);
            assertBound(bound.ofExecution(plain, chunks), loss, layout);
            assertBound(bound.ofSchedule(layout.with(Recomputation.NONE)), loss, layout);
            assertBound(bound.ofRecomputation(layout.with(Recomputation.NONE)), loss, layout);
        });
    }

    /** What is said to exceed memory whatever else is decided must do so, and with a larger micro-batch too. */
    @ParameterizedTest
    @MethodSource("problems")
    void noLayoutThatFitsIsCalledTooBig(Problem problem) {
        LayoutEstimator estimator = new LayoutEstimator(problem);
        LeastMemory least = new LeastMemory(estimator);
        SearchSpace space = new SearchSpace(estimator);
        space.forEach(layout -> {
            double available = CapacityRules.availableBytes(problem, problem.pool(layout.mesh().pool()));
            if (estimator.memory(layout).totalBytes() <= available) {
                Layout plain = layout.with(Schedule.PLAIN).with(Recomputation.NONE);
                Layout smallest = TestLayouts.microBatch(plain, space.executions(layout.mesh()).get(0).microBatch());
                List<StateSharding> states = space.states(layout.mesh());
                assertThat(least.exceeds(plain, states)).as("%s", layout).isFalse();
                assertThat(least.exceeds(smallest, states)).as("%s", layout).isFalse();
            }
        });
    }

    private static void assertBound(Score bound, double loss, Layout layout) {
        assertThat(bound.loss()).as("%s", layout).isLessThanOrEqualTo(loss + ROUNDING * Math.abs(loss));
    }
}
