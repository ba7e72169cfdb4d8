package org.shardplan.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.shardplan.TestLayouts;
import org.shardplan.TestProblems;
import org.shardplan.estimate.Estimate;
import org.shardplan.estimate.LayoutEstimator;
import org.shardplan.layout.Layout;
import org.shardplan.layout.Mesh;
import org.shardplan.layout.Recomputation;
import org.shardplan.layout.Schedule;
import org.shardplan.memory.MemoryPart;
import org.shardplan.problem.Problem;
import org.shardplan.time.TimePart;

/** Whatever a user asks about, the answer is a violation, never an exception. The reader admits degrees to a million. */
@Timeout(10)
class AbsurdLayoutsTest {

    private static final int MOST = 1_000_000;

    static Stream<Layout> absurd() {
        return Stream.of(
                TestLayouts.of(MOST, 1, 1), TestLayouts.of(1, MOST, 1), TestLayouts.of(1, 1, MOST),
                TestLayouts.of(Mesh.dense(0, 1, 1, 1, MOST)),
                TestLayouts.of(new Mesh(0, 1, 1, 1, 1, MOST, 1)), TestLayouts.of(new Mesh(0, 1, 1, 1, 1, 1, MOST)),
                TestLayouts.of(new Mesh(0, 1, 1, 1, 1, 1 << 16, 1 << 16)),
                TestLayouts.of(new Mesh(0, 1, 1, 1, 1, MOST, MOST)),
                TestLayouts.of(Mesh.dense(0, 1 << 16, 1, 1 << 16, 1)),
                TestLayouts.of(MOST, MOST, MOST),
                TestLayouts.microBatch(TestLayouts.of(1, 1, 64), MOST),
                TestLayouts.of(8, 8, 1).with(Schedule.interleaved(MOST)),
                TestLayouts.of(8, 1 << 16, 1).with(Schedule.interleaved(1 << 16)),
                TestLayouts.of(8, 8, 1).with(Recomputation.some(MOST)));
    }

    @ParameterizedTest
    @MethodSource("absurd")
    void isAnswered(Layout layout) {
        for (Problem problem : problems()) {
            Candidate candidate = new Candidate(new LayoutEstimator(problem), layout);
            assertThatCode(() -> RuleBook.standard().violations(candidate)).doesNotThrowAnyException();
            assertThat(RuleBook.standard().violations(candidate)).isNotEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("absurd")
    void hasFiniteNumbers(Layout layout) {
        for (Problem problem : problems()) {
            Estimate estimate = new LayoutEstimator(problem).estimate(layout);
            for (MemoryPart part : MemoryPart.values()) {
                assertThat(estimate.memory().bytes(part)).as("%s", part).isFinite().isNotNegative();
            }
            for (TimePart part : TimePart.values()) {
                assertThat(estimate.time().seconds(part)).as("%s", part).isFinite().isNotNegative();
            }
        }
    }

    @Test
    void aMeshOfFourBillionGpusIsNotAvailable() {
        Problem problem = problems().get(0);
        assertThat(RuleExamples.sentence("gpus-available", problem,
                TestLayouts.of(Mesh.dense(0, 1 << 16, 1, 1 << 16, 1)))).contains("needs 4294967296 GPUs");
    }

    private static List<Problem> problems() {
        return List.of(
                TestProblems.shipped("llama-3.1-70b-64xh100"), TestProblems.shipped("deepseek-v3-2048xh800"));
    }
}
