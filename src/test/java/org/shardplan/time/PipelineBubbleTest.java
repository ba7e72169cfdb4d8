package org.shardplan.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.shardplan.TestLayouts;
import org.shardplan.TestProblems;
import org.shardplan.estimate.LayoutEstimator;
import org.shardplan.layout.Layout;
import org.shardplan.layout.Schedule;
import org.shardplan.pipeline.Passes;
import org.shardplan.pipeline.Timeline;
import org.shardplan.problem.Problem;

class PipelineBubbleTest {

    private static final double FORWARD = 1;
    private static final double BACKWARD = 2;
    private static final double WEIGHT = 1;

    /** Narayanan et al. 2021, arXiv:2104.04473, section 2.2: (p - 1)·(f + b), a share of (p - 1)/m. */
    @Test
    void oneForwardOneBackwardWaitsForAllOtherStages() {
        for (int p = 1; p <= 16; p++) {
            double bubble = bubble(Schedule.PLAIN, p);
            assertThat(bubble).isEqualTo((p - 1) * (FORWARD + BACKWARD));
            int m = 32;
            assertThat(bubble / (m * (FORWARD + BACKWARD))).isCloseTo((p - 1.0) / m, within(1e-12));
        }
    }

    @Test
    void interleavingDividesTheBubbleByItsChunks() {
        for (int v = 2; v <= 8; v++) {
            assertThat(bubble(Schedule.interleaved(v), 8)).isCloseTo(bubble(Schedule.PLAIN, 8) / v, within(1e-12));
        }
    }

    /** Qi et al. 2024, arXiv:2401.10241, table 1: (p - 1)·(f + b - 2·w) with f, b, w the three passes. */
    @Test
    void zeroBubbleH1FillsTheBubbleWithWeightGradients() {
        double activations = BACKWARD - WEIGHT;
        for (int p = 1; p <= 16; p++) {
            assertThat(bubble(Schedule.ZERO_BUBBLE, p))
                    .isEqualTo((p - 1) * (FORWARD + activations + WEIGHT - 2 * WEIGHT));
        }
    }

    /** With fewer micro-batches than stages there is less to fill the bubble with: one micro-batch leaves all of it. */
    @Test
    void zeroBubbleH1TakesAsLongAsItsScheduleHoweverFewMicroBatches() {
        Passes passes = new Passes(FORWARD, BACKWARD - WEIGHT + 0.2, WEIGHT - 0.2);
        double each = FORWARD + BACKWARD;
        for (int p = 2; p <= 24; p++) {
            for (int m = 1; m <= 3 * p; m++) {
                double bubble = PipelineTime.bubble(Schedule.ZERO_BUBBLE, (p - 1) * each,
                        (p - 1) * passes.weightGradient(), PipelineTime.putOff(p, m));
                double simulated = Timeline.of(Schedule.ZERO_BUBBLE, Collections.nCopies(p, passes), m).seconds();
                assertThat(m * each + bubble).isCloseTo(simulated, withinPercentage(2));
            }
        }
        assertThat(PipelineTime.putOff(8, 1)).isZero();
    }

    @Test
    void aBubbleIsNeverNegative() {
        assertThat(PipelineTime.bubble(Schedule.ZERO_BUBBLE, 3, 2, 1)).isZero();
    }

    /** The uneven ends make the difference to the textbook share of 7/64 small, not none. */
    @Test
    void anEvenPipelineHasTheTextbookShareOfBubble() {
        Problem problem = TestProblems.shipped("gpt3-175b-64xa100");
        LayoutEstimator estimator = new LayoutEstimator(problem);
        Layout layout = TestLayouts.of(8, 8, 1);
        TimeBreakdown time = estimator.time(layout);
        double ideal = time.totalSeconds() - time.seconds(TimePart.PIPELINE_BUBBLE)
                - time.seconds(TimePart.OPTIMIZER) - time.seconds(TimePart.PIPELINE_COMMUNICATION);
        assertThat(time.seconds(TimePart.PIPELINE_BUBBLE) / ideal).isCloseTo(7 / 64.0, within(0.01));
        TimeBreakdown interleaved = estimator.time(layout.with(Schedule.interleaved(3)));
        assertThat(interleaved.seconds(TimePart.PIPELINE_BUBBLE))
                .isCloseTo(time.seconds(TimePart.PIPELINE_BUBBLE) / 3, within(1e-9));
    }

    @Test
    void oneStageHasNoBubbleAndNoTransfers() {
        Problem problem = TestProblems.shipped("llama-3.1-8b-8xh100");
        TimeBreakdown time = new LayoutEstimator(problem).time(TestLayouts.of(8, 1, 1));
        assertThat(time.seconds(TimePart.PIPELINE_BUBBLE)).isZero();
        assertThat(time.seconds(TimePart.PIPELINE_COMMUNICATION)).isZero();
    }

    /** Megatron-Bridge issue 5077: averaging the stages under-estimated the heaviest by 31.8 %. */
    @Test
    void theSlowestStageSetsThePaceNotTheAverage() {
        Problem problem = TestProblems.training("Llama-2-7B", "4096x512", "H100-SXM-80", 64, "");
        LayoutEstimator estimator = new LayoutEstimator(problem);
        double whole = estimator.time(TestLayouts.of(1, 1, 1)).seconds(TimePart.MATRIX_WORK);
        double five = estimator.time(TestLayouts.of(1, 5, 1)).seconds(TimePart.MATRIX_WORK);
        assertThat(five / whole).isCloseTo(7 / 32.0, within(1e-9));
    }

    private static double bubble(Schedule schedule, int stages) {
        double others = (stages - 1) * (FORWARD + BACKWARD);
        return PipelineTime.bubble(schedule, others, (stages - 1) * WEIGHT, 1);
    }
}
