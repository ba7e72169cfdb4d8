package org.shardplan.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shardplan.TestLayouts;
import org.shardplan.TestProblems;
import org.shardplan.layout.Layout;
import org.shardplan.layout.Schedule;
import org.shardplan.pipeline.Passes;
import org.shardplan.pipeline.Timeline;
import org.shardplan.time.TimeBreakdown;
import org.shardplan.time.TimePart;

/** The pipeline that web pages draw is the one whose time was estimated. */
class DrawnPipelineTest {

    /** Shares of the pipeline's time: stages that are not alike make the difference. */
    private static final double CLOSE = 0.012;

    private static final List<Schedule> SCHEDULES = List.of(
            Schedule.PLAIN, Schedule.ZERO_BUBBLE, Schedule.interleaved(2), Schedule.interleaved(3));

    @ParameterizedTest
    @CsvSource({"gpt3-175b-64xa100, 8, 8, 1", "gpt3-175b-64xa100, 8, 4, 2", "llama-3.1-70b-64xh100, 8, 8, 1",
        "llama-3.1-70b-64xh100, 2, 16, 2", "llama-3.1-405b-16384xh100, 8, 16, 128", "deepseek-v3-2048xh800, 2, 8, 128",
        "deepseek-v3-2048xh800, 2, 16, 64", "mixtral-8x22b-128xh100, 2, 8, 8", "llama-3.1-8b-8xh100, 1, 8, 1"})
    void theDrawnBubbleIsTheEstimatedOne(String problem, int tensor, int pipeline, int data) {
        LayoutEstimator estimator = new LayoutEstimator(TestProblems.shipped(problem));
        for (Schedule schedule : SCHEDULES) {
            Layout layout = TestLayouts.of(tensor, pipeline, data).with(schedule);
            int microBatches = estimator.problem().training().microBatches(layout);
            List<Passes> passes = estimator.passes(layout);
            double work = microBatches * passes.stream().mapToDouble(Passes::total).max().orElseThrow();
            double drawn = Timeline.of(schedule, passes, Math.min(microBatches, 4 * pipeline)).bubbleSeconds();
            double estimated = estimator.time(layout).seconds(TimePart.PIPELINE_BUBBLE);
            assertThat(drawn / (work + drawn)).as("%s on %s", schedule, problem)
                    .isCloseTo(estimated / (work + estimated), within(CLOSE));
        }
    }

    /** With 1F1B the critical stage is the slowest: its passes are all of the step but what happens around them. */
    @ParameterizedTest
    @CsvSource({"gpt3-175b-64xa100, 8, 8, 1", "llama-3.1-70b-64xh100, 2, 16, 2", "deepseek-v3-2048xh800, 2, 16, 64"})
    void thePassesOfTheSlowestStageAreTheWorkOfTheStep(String problem, int tensor, int pipeline, int data) {
        LayoutEstimator estimator = new LayoutEstimator(TestProblems.shipped(problem));
        Layout layout = TestLayouts.of(tensor, pipeline, data);
        TimeBreakdown time = estimator.time(layout);
        double around = time.seconds(TimePart.PIPELINE_BUBBLE) + time.seconds(TimePart.PIPELINE_COMMUNICATION)
                + time.seconds(TimePart.DATA_COMMUNICATION) + time.seconds(TimePart.OPTIMIZER);
        double slowest = estimator.passes(layout).stream().mapToDouble(Passes::total).max().orElseThrow();
        assertThat(estimator.problem().training().microBatches(layout) * slowest)
                .isCloseTo(time.totalSeconds() - around, within(1e-9 * time.totalSeconds()));
    }
}
