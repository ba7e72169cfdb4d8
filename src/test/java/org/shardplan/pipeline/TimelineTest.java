package org.shardplan.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.shardplan.layout.Schedule;
import org.shardplan.pipeline.Task.Pass;
import org.shardplan.pipeline.Timeline.Slot;

class TimelineTest {

    private static final Passes EQUAL = new Passes(1, 1.25, 0.75);

    /** Stages and micro-batches. */
    record Size(int stages, int microBatches) {
    }

    static Stream<Size> sizes() {
        return Stream.of(1, 2, 3, 4, 8, 16).flatMap(stages -> Stream.of(1, 2, 5).map(
                rounds -> new Size(stages, rounds * stages)));
    }

    private static List<Schedule> schedules() {
        return List.of(Schedule.PLAIN, Schedule.ZERO_BUBBLE, Schedule.interleaved(2), Schedule.interleaved(3),
                Schedule.interleaved(7));
    }

    private static Timeline timeline(Schedule schedule, Size size, Passes passes) {
        return Timeline.of(schedule, Collections.nCopies(size.stages(), passes), size.microBatches());
    }

    /** Narayanan et al. 2021, arXiv:2104.04473, section 2.2: (p - 1)·(f + b), with chunks a v-th of it. */
    @ParameterizedTest
    @MethodSource("sizes")
    void equalStagesHaveTheTextbookBubble(Size size) {
        double all = (size.stages() - 1) * EQUAL.total();
        assertThat(timeline(Schedule.PLAIN, size, EQUAL).bubbleSeconds()).isCloseTo(all, within(1e-9));
        for (int chunks = 2; chunks <= 8; chunks++) {
            assertThat(timeline(Schedule.interleaved(chunks), size, EQUAL).bubbleSeconds())
                    .isCloseTo(all / chunks, within(1e-9));
        }
    }

    /** Qi et al. 2024, arXiv:2401.10241, table 1: (p - 1)·(f + b - w) with f, b, w the three passes. */
    @ParameterizedTest
    @MethodSource("sizes")
    void zeroBubbleFillsTheBubbleWithWeightGradients(Size size) {
        assertThat(timeline(Schedule.ZERO_BUBBLE, size, EQUAL).bubbleSeconds())
                .isCloseTo((size.stages() - 1) * (1 + 1.25 - 0.75), within(1e-9));
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void everyMicroBatchGoesOnceThroughEveryChunkAndBack(Size size) {
        for (Schedule schedule : schedules()) {
            int passes = schedule.kind() == Schedule.Kind.ZERO_BUBBLE_H1 ? 3 : 2;
            for (List<Slot> stage : timeline(schedule, size, EQUAL).stages()) {
                Set<Task> different = new HashSet<>(stage.stream().map(Slot::task).toList());
                assertThat(stage).hasSize(passes * schedule.chunks() * size.microBatches()).hasSize(different.size());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void aStageDoesOneThingAtATimeAndNothingBeforeItsInputIsThere(Size size) {
        for (Schedule schedule : schedules()) {
            Timeline timeline = timeline(schedule, size, EQUAL);
            Map<String, Double> ends = new HashMap<>();
            for (int stage = 0; stage < size.stages(); stage++) {
                double free = 0;
                for (Slot slot : timeline.stages().get(stage)) {
                    assertThat(slot.start()).isGreaterThanOrEqualTo(free - 1e-12);
                    free = slot.end();
                    ends.put(key(slot.task(), virtual(slot, stage, size)), slot.end());
                }
            }
            for (int stage = 0; stage < size.stages(); stage++) {
                for (Slot slot : timeline.stages().get(stage)) {
                    assertThat(slot.start()).isGreaterThanOrEqualTo(
                            ends.getOrDefault(input(slot.task(), virtual(slot, stage, size)), 0.0) - 1e-12);
                }
            }
        }
    }

    private static int virtual(Slot slot, int stage, Size size) {
        return slot.task().chunk() * size.stages() + stage;
    }

    private static String key(Task task, int virtual) {
        return task.pass() + " " + task.microBatch() + " " + virtual;
    }

    private static String input(Task task, int virtual) {
        return switch (task.pass()) {
            case FORWARD -> Pass.FORWARD + " " + task.microBatch() + " " + (virtual - 1);
            case BACKWARD -> Pass.BACKWARD + " " + task.microBatch() + " " + (virtual + 1);
            case WEIGHT_GRADIENT -> Pass.BACKWARD + " " + task.microBatch() + " " + virtual;
        };
    }

    @Test
    void fewerMicroBatchesThanStagesGoThroughToo() {
        for (Schedule schedule : List.of(Schedule.PLAIN, Schedule.ZERO_BUBBLE)) {
            Timeline timeline = timeline(schedule, new Size(8, 3), EQUAL);
            assertThat(timeline.stages()).allSatisfy(stage -> assertThat(stage).hasSizeGreaterThanOrEqualTo(6));
            assertThat(timeline.seconds()).isLessThanOrEqualTo((3 + 7) * EQUAL.total() + 1e-9);
        }
    }

    /** What memory counts as in flight is what the drawn schedule has in flight. */
    @ParameterizedTest
    @MethodSource("sizes")
    void aStageKeepsAsManyMicroBatchesAsMemoryCounts(Size size) {
        for (Schedule schedule : List.of(Schedule.PLAIN, Schedule.interleaved(2), Schedule.interleaved(5))) {
            List<List<Slot>> stages = timeline(schedule, size, EQUAL).stages();
            for (int stage = 0; stage < size.stages(); stage++) {
                assertThat((double) mostAlive(stages.get(stage)) / schedule.chunks()).isCloseTo(
                        InFlight.microBatches(schedule, size.stages(), stage, size.microBatches()), within(1e-9));
            }
        }
    }

    private static int mostAlive(List<Slot> stage) {
        int alive = 0;
        int most = 0;
        for (Slot slot : stage) {
            alive += slot.task().pass() == Pass.FORWARD ? 1 : -1;
            most = Math.max(most, alive);
        }
        return most;
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void theSlowestStageSetsThePace(Size size) {
        List<Passes> passes = new ArrayList<>(Collections.nCopies(size.stages(), EQUAL));
        passes.set(size.stages() - 1, EQUAL.times(2));
        Timeline timeline = Timeline.of(Schedule.PLAIN, passes, size.microBatches());
        assertThat(timeline.seconds() - timeline.bubbleSeconds())
                .isCloseTo(size.microBatches() * 2 * EQUAL.total(), within(1e-9));
    }
}
