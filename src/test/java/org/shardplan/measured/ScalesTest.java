package org.shardplan.measured;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ScalesTest {

    private final Replay first = Replays.timed("us", "small", 11, 10);
    private final Replay second = Replays.timed("us", "small", 12, 10);
    private final Replay third = Replays.timed("us", "large", 20, 10);

    @Test
    void anAnchorIsTheMedianOfTheGroup() {
        assertThat(new Scales(List.of(first, second, third)).anchored(first)).isEqualTo(1.2, within(1e-9));
    }

    @Test
    void oneBadRunDoesNotMoveTheAnchor() {
        Replay wrecked = Replays.timed("us", "large", 1000, 10);
        assertThat(new Scales(List.of(first, second, wrecked)).anchored(first)).isEqualTo(1.2, within(1e-9));
    }

    @Test
    void aRunIsAnchoredByOtherModelsOnly() {
        Scales scales = new Scales(List.of(first, second, third));
        assertThat(scales.withoutModel(first)).isEqualTo(2, within(1e-9));
        assertThat(scales.withoutModel(third)).isEqualTo(1.15, within(1e-9));
    }

    @Test
    void withOneModelTheOtherRunsAnchor() {
        assertThat(new Scales(List.of(first, second)).withoutModel(first)).isEqualTo(1.2, within(1e-9));
        assertThat(new Scales(List.of(first)).withoutModel(first)).isNaN();
    }

    @Test
    void withoutOtherSourcesNothingIsScaled() {
        assertThat(new Scales(List.of(first, second)).withoutSource(first)).isEqualTo(1);
    }

    @Test
    void otherSourcesOnTheSameGpuLendTheirScale() {
        Replay theirs = Replays.timed("them", "other", 15, 10);
        assertThat(new Scales(List.of(first, second, theirs)).withoutSource(first)).isEqualTo(1.5, within(1e-9));
    }

    @Test
    void anErrorIsNegativeIfThePredictionIsTooLow() {
        assertThat(third.timeError(1)).isEqualTo(-0.5, within(1e-9));
        assertThat(third.timeError(2)).isEqualTo(0, within(1e-9));
    }
}
