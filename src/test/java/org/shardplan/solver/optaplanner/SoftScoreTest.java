package org.shardplan.solver.optaplanner;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.shardplan.estimate.Score;

class SoftScoreTest {

    @Test
    void smallerLossesAreBetterAtEveryScale() {
        for (double loss = 1e-12; loss < 1e12; loss *= 7) {
            assertThat(soft(loss, 1)).isGreaterThan(soft(loss * (1 + 3e-9), 1));
        }
    }

    @Test
    void largerValuesOfAMaximizedObjectiveAreBetterAtEveryScale() {
        for (double value = 1e-12; value < 1e12; value *= 7) {
            assertThat(soft(-value, 1)).isLessThan(soft(-value * (1 + 3e-9), 1));
        }
    }

    @Test
    void equalLossesPreferTheShorterStep() {
        assertThat(soft(64, 2)).isGreaterThan(soft(64, 2.00001));
    }

    @Test
    void noStepOutweighsALoss() {
        assertThat(soft(64, 1e300)).isGreaterThan(soft(64 * (1 + 3e-9), 1e-300));
    }

    @Test
    void unknownAndInfiniteLossesAreWorstAndDoNotOverflow() {
        assertThat(soft(Double.NaN, 1)).isEqualTo(soft(Double.POSITIVE_INFINITY, 1)).isLessThan(soft(1e12, 1));
        assertThat(soft(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY)).isNegative();
        assertThat(soft(0, 0)).isPositive();
    }

    private static long soft(double loss, double stepSeconds) {
        return SoftScore.of(new Score(loss, stepSeconds));
    }
}
