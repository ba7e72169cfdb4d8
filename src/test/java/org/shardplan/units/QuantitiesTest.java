package org.shardplan.units;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class QuantitiesTest {

    @Test
    void memoryIsCountedInPowersOfTwo() {
        assertThat(Bytes.ofGib(1).value()).isEqualTo(1_073_741_824.0);
        assertThat(new Bytes(85.1e9).gib()).isCloseTo(79.256, within(0.001));
    }

    @Test
    void bandwidthIsCountedInPowersOfTen() {
        assertThat(Bandwidth.ofGBps(25).bytesPerSecond()).isEqualTo(25e9);
        assertThat(Bandwidth.ofGBps(25).gBps()).isEqualTo(25);
    }

    @Test
    void aNetworkCardOf200GigabitsMoves25Gigabytes() {
        assertThat(Bandwidth.ofGigabitsPerSecond(200)).isEqualTo(Bandwidth.ofGBps(25));
    }

    @Test
    void bandwidthScales() {
        assertThat(Bandwidth.ofGBps(300).times(0.5)).isEqualTo(Bandwidth.ofGBps(150));
    }

    @Test
    void aRateOfZeroMeansTheHardwareDoesNotComputeSo() {
        assertThat(FlopRate.NONE.isSupported()).isFalse();
        assertThat(FlopRate.ofTeraflops(312).isSupported()).isTrue();
        assertThat(FlopRate.ofTeraflops(312).perSecond()).isEqualTo(312e12);
        assertThat(FlopRate.ofTeraflops(312).teraflops()).isEqualTo(312);
    }
}
