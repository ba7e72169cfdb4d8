package org.shardplan.measured;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.shardplan.estimate.Fit;

class SweepTest {

    private static Replay ran(int pipeline, double observed, double predicted) {
        return Replays.layout(pipeline, Replays.seconds(observed), new Prediction(predicted, 40, Fit.FITS));
    }

    private static Sweep sweep(Replay... replays) {
        return Sweep.among(List.of(replays)).get(0);
    }

    @Test
    void fourLayoutsMakeASweepAndThreeDoNot() {
        List<Replay> three = List.of(ran(1, 10, 10), ran(2, 11, 11), ran(4, 12, 12));
        assertThat(Sweep.among(three)).isEmpty();
        assertThat(sweep(ran(1, 10, 10), ran(2, 11, 11), ran(4, 12, 12), ran(8, 13, 13)).timed()).hasSize(4);
    }

    @Test
    void repeatedRunsOfOneLayoutMakeNoSweep() {
        assertThat(Sweep.among(List.of(ran(1, 10, 10), ran(1, 11, 10), ran(2, 12, 12), ran(4, 13, 13)))).isEmpty();
    }

    @Test
    void regretIsWhatThePickLosesAgainstTheBest() {
        Sweep sweep = sweep(ran(1, 10, 13), ran(2, 11, 12), ran(4, 12, 14), ran(8, 13, 15));
        assertThat(sweep.regretPercent().orElseThrow()).isEqualTo(10, within(1e-9));
        assertThat(sweep.bestIsAmongFirst()).isTrue();
        assertThat(sweep.kendallTau()).isEqualTo(4 / 6.0, within(1e-9));
    }

    @Test
    void theBestMayBeMissedByTheFirstThree() {
        assertThat(sweep(ran(1, 10, 16), ran(2, 11, 12), ran(4, 12, 14), ran(8, 13, 15)).bestIsAmongFirst()).isFalse();
    }

    @Test
    void aLayoutThatMayNotFitIsNoPick() {
        Replay tight = Replays.layout(8, Observation.OUT_OF_MEMORY, new Prediction(1, 75, Fit.TIGHT));
        Sweep sweep = sweep(ran(1, 10, 10), ran(2, 11, 11), ran(4, 12, 12), ran(8, 13, 13), tight);
        assertThat(sweep.replays()).hasSize(5);
        assertThat(sweep.regretPercent()).hasValue(0);
    }

    @Test
    void aPickThatRanOutOfMemoryHasNoRegretToCount() {
        Replay trusted = Replays.layout(8, Observation.OUT_OF_MEMORY, new Prediction(1, 40, Fit.FITS));
        Sweep sweep = sweep(ran(1, 10, 10), ran(2, 11, 11), ran(4, 12, 12), ran(8, 13, 13), trusted);
        assertThat(sweep.regretPercent()).isEmpty();
        assertThat(SweepSummary.of("us", List.of(sweep)).outOfMemory()).isEqualTo(1);
    }

    @Test
    void ifNothingFitsTheLeastFullIsPicked() {
        Replay full = Replays.layout(1, Replays.seconds(10), new Prediction(10, 90, Fit.DOES_NOT_FIT));
        Replay fuller = Replays.layout(2, Replays.seconds(9), new Prediction(9, 99, Fit.DOES_NOT_FIT));
        Sweep sweep = new Sweep(new Sweep.Label("us", "one", 4096, 8, ""), List.of(full, fuller));
        assertThat(sweep.pick()).isSameAs(full);
    }
}
