package org.shardplan.serving.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WaitingLineTest {

    private static final double EXPONENTIAL = 1;
    private static final double CONSTANT = 0;

    /** Erlang-C tables: c servers, a erlangs. */
    @ParameterizedTest
    @CsvSource({"1, 0.5, 0.5", "2, 1, 0.3333", "3, 2, 0.4444", "5, 4, 0.5541", "10, 8, 0.4092", "20, 16, 0.2561"})
    void theProbabilityToWaitIsThatOfErlangsTables(int servers, double erlangs, double probability) {
        assertThat(new WaitingLine(servers, erlangs, 1, EXPONENTIAL).waitProbability())
                .isCloseTo(probability, within(5e-5));
    }

    @ParameterizedTest
    @CsvSource({"0.3", "0.5", "0.8", "0.95"})
    void oneServerWithConstantServiceWaitsHalfAsLongAsWithExponentialService(double load) {
        double constant = new WaitingLine(1, load, 1, CONSTANT).meanWait();
        assertThat(constant).isCloseTo(load / (2 * (1 - load)), within(1e-12));
        assertThat(new WaitingLine(1, load, 1, EXPONENTIAL).meanWait()).isCloseTo(2 * constant, within(1e-12));
    }

    /** M/M/1: P(W > w) = ρ·exp(-(1 - ρ)·w/S). */
    @Test
    void thePercentileOfOneServerIsExact() {
        double wait = new WaitingLine(1, 0.8, 1, EXPONENTIAL).waitOf(99);
        assertThat(0.8 * Math.exp(-0.2 * wait)).isCloseTo(0.01, within(1e-12));
    }

    @Test
    void whoNeedNotWaitAtThatPercentileDoesNot() {
        assertThat(new WaitingLine(20, 5, 1, EXPONENTIAL).waitOf(90)).isZero();
    }

    @Test
    void aSaturatedLineGrowsWithoutEnd() {
        WaitingLine line = new WaitingLine(4, 4, 1, EXPONENTIAL);
        assertThat(line.utilization()).isEqualTo(1);
        assertThat(line.meanWait()).isInfinite();
    }
}
