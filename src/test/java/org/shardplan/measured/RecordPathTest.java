package org.shardplan.measured;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.shardplan.io.catalogue.Profiles;
import org.shardplan.problem.Calibration;

class RecordPathTest {

    private static final Calibration SHIPPED = Profiles.shipped().calibration();

    @Test
    void aNumberIsFoundInsideRecordsAndMaps() {
        assertThat(RecordPath.of("links.scaleUp").read(SHIPPED)).isEqualTo(SHIPPED.links().scaleUp());
        assertThat(RecordPath.of("devices.hopper.attention.flashAttention").read(SHIPPED))
                .isEqualTo(SHIPPED.devices().get("hopper").attention().flashAttention());
    }

    @Test
    void aCopyDiffersInThatNumberOnly() {
        RecordPath path = RecordPath.of("devices.hopper.attention.flashAttention");
        Calibration changed = path.with(SHIPPED, 0.123);
        assertThat(path.read(changed)).isEqualTo(0.123);
        assertThat(changed).isNotEqualTo(SHIPPED);
        assertThat(path.with(changed, path.read(SHIPPED))).isEqualTo(SHIPPED);
    }

    @Test
    void everyConstantThatCanBeFittedHasAPlace() {
        Setup setup = Replays.setup("one", 1);
        assertThat(Constants.usedBy(List.of(setup))).isNotEmpty()
                .allSatisfy(constant -> assertThat(constant.of(SHIPPED)).isPositive());
        assertThat(Constants.sharedBy(List.of(setup))).isNotEmpty()
                .allSatisfy(constant -> assertThat(constant.of(SHIPPED)).isPositive());
    }
}
