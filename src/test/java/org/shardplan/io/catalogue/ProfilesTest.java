package org.shardplan.io.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.shardplan.problem.Calibration;
import org.shardplan.problem.Framework;
import org.shardplan.problem.Framework.Loss;

class ProfilesTest {

    private final Profiles profiles = Profiles.shipped();

    @Test
    void everyFrameworkCanBeRead() {
        assertThat(profiles.frameworkNames())
                .contains(Profiles.DEFAULT_FRAMEWORK, "nemo", "deepspeed", "fsdp", "megatron-unfused")
                .allSatisfy(name -> assertThat(framework(name).name()).isEqualTo(name))
                .allSatisfy(name -> assertThat(framework(name).provenance().source()).isNotBlank());
    }

    @Test
    void frameworksDifferWhereTheyShould() {
        assertThat(framework("megatron").loss()).isEqualTo(new Loss(false, 12));
        assertThat(framework("megatron").states().gradientBytes()).isEqualTo(4);
        assertThat(framework("deepspeed").states().gradientBytes()).isEqualTo(2);
        assertThat(framework("megatron").kernels().attention().isFused()).isTrue();
        assertThat(framework("megatron-unfused").kernels().attention().isFused()).isFalse();
        assertThat(framework("nemo").overlap().exposedTensorParallel())
                .isLessThan(framework("megatron").overlap().exposedTensorParallel());
    }

    @Test
    void shippedCalibrationHasTheFittedConstants() {
        Calibration calibration = profiles.calibration();
        assertThat(calibration.name()).isEqualTo("shipped");
        assertThat(calibration.devices()).hasSize(13).containsKey(Calibration.OTHER);
        assertThat(calibration.devices().get("hopper").matrices().matmul16()).isEqualTo(0.83);
        assertThat(calibration.kernels().flash()).isEqualTo(new Calibration.Flash(629, 0.62));
        assertThat(calibration.links().latencySeconds()).isEqualTo(27e-6);
        assertThat(calibration.host().adamBytesPerSecond()).isEqualTo(25e9);
    }

    @Test
    void tablesKnowNothingOfTrainingRuns() {
        Calibration tables = profiles.tables();
        assertThat(tables.devices().get("ampere").scale()).isEqualTo(1);
        assertThat(tables.devices().get("hopper").attention().nativeAttention()).isEqualTo(0.7);
        assertThat(tables.links().exposedPointToPoint()).isEqualTo(1);
        assertThat(tables.devices()).containsOnlyKeys(profiles.calibration().devices().keySet());
        assertThat(tables.devices().get("ada")).isEqualTo(profiles.calibration().devices().get("ada"));
    }

    private Framework framework(String name) {
        return profiles.framework(name).orElseThrow();
    }
}
