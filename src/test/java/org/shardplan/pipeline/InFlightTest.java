package org.shardplan.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.shardplan.layout.Schedule;

class InFlightTest {

    @Test
    void oneForwardOneBackwardKeepsOneMicroBatchForEachStageBehind() {
        assertThat(InFlight.microBatches(Schedule.PLAIN, 8, 0, 64)).isEqualTo(8);
        assertThat(InFlight.microBatches(Schedule.PLAIN, 8, 5, 64)).isEqualTo(3);
        assertThat(InFlight.microBatches(Schedule.PLAIN, 8, 7, 64)).isEqualTo(1);
    }

    /** Korthikanti et al. 2022, arXiv:2205.05198, section 4.3: the first stage keeps p·(1 + (p-1)/(p·v)). */
    @Test
    void interleavingKeepsMoreOnTheFirstStageAsKorthikantiCounts() {
        for (int p : new int[] {2, 4, 8, 35}) {
            for (int v : new int[] {2, 3, 12}) {
                double expected = p * (1 + (p - 1.0) / (p * v));
                assertThat(InFlight.microBatches(Schedule.interleaved(v), p, 0, 1000)).isCloseTo(expected, within(1e-9));
            }
        }
    }

    /** mbridge estimate.py: (p·(v-1) + 2·(p-i) - 1)/v on stage i. */
    @Test
    void interleavingKeepsLessOnLaterStages() {
        assertThat(InFlight.microBatches(Schedule.interleaved(2), 4, 3, 100)).isEqualTo(2.5);
        assertThat(InFlight.microBatches(Schedule.interleaved(2), 4, 0, 100)).isEqualTo(5.5);
    }

    /** Qi et al. 2024, arXiv:2401.10241, table 1. */
    @Test
    void zeroBubbleH1KeepsAsMuchAs1F1B() {
        for (int stage = 0; stage < 8; stage++) {
            assertThat(InFlight.microBatches(Schedule.ZERO_BUBBLE, 8, stage, 64))
                    .isEqualTo(InFlight.microBatches(Schedule.PLAIN, 8, stage, 64));
        }
    }

    @Test
    void nothingKeepsMoreMicroBatchesThanTheStepHas() {
        assertThat(InFlight.microBatches(Schedule.PLAIN, 8, 0, 3)).isEqualTo(3);
        assertThat(InFlight.microBatches(Schedule.interleaved(4), 8, 0, 3)).isEqualTo(3);
    }
}
