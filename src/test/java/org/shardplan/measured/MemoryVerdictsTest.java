package org.shardplan.measured;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.shardplan.estimate.Fit;

class MemoryVerdictsTest {

    private static Replay replay(Observation observation, Fit fit) {
        return Replays.layout(1, observation, new Prediction(10, 40, fit));
    }

    @Test
    void tightIsNeitherRightNorWrong() {
        MemoryVerdicts verdicts = MemoryVerdicts.of(List.of(
                replay(Replays.seconds(10), Fit.FITS), replay(Replays.seconds(10), Fit.FITS),
                replay(Replays.seconds(10), Fit.TIGHT), replay(Replays.seconds(10), Fit.DOES_NOT_FIT),
                replay(Observation.OUT_OF_MEMORY, Fit.DOES_NOT_FIT)));
        assertThat(verdicts.ran()).isEqualTo(new MemoryVerdicts.Counts(2, 1, 1));
        assertThat(verdicts.outOfMemory()).isEqualTo(new MemoryVerdicts.Counts(0, 0, 1));
        assertThat(verdicts.accuracyPercent()).isEqualTo(75, within(1e-9));
        assertThat(verdicts.tightPercent()).isEqualTo(20, within(1e-9));
    }

    @Test
    void aRunNobodyKnowsTheOutcomeOfDoesNotCount() {
        assertThat(MemoryVerdicts.of(List.of(replay(Observation.NONE, Fit.FITS))).total()).isZero();
    }

    @Test
    void anEstimateNearTheLimitIsTight() {
        assertThat(Fit.of(80, 100)).isEqualTo(Fit.FITS);
        assertThat(Fit.of(90, 100)).isEqualTo(Fit.TIGHT);
        assertThat(Fit.of(100, 100)).isEqualTo(Fit.TIGHT);
        assertThat(Fit.of(101, 100)).isEqualTo(Fit.DOES_NOT_FIT);
    }
}
