package org.shardplan.io.runs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.shardplan.io.json.Resource;
import org.shardplan.measured.Predictor;
import org.shardplan.measured.Validation;

/** Published runs that no constant was fitted to: torchtitan, AutoModel, low-rank adapters, 405B, TP over nodes. */
class OtherRunsTest {

    private static final RunTable RUNS = RunTableReader.shipped()
            .read("other-runs.csv", Resource.text("/org/shardplan/measured/other-runs.csv"));
    private static final Validation VALIDATION = Validation.of(RUNS.runs(), Predictor.MODEL);

    @Test
    void allOfThemCanBeExpressed() {
        assertThat(RUNS.diagnostics()).isEmpty();
        assertThat(VALIDATION.unsupported()).isEmpty();
        assertThat(VALIDATION.doubted()).isEmpty();
        assertThat(VALIDATION.replays()).hasSize(56);
    }

    @Test
    void theyArePredictedWithinFifteenPercentColdAndTenPercentAnchored() {
        assertThat(VALIDATION.average().cold().meanAbsolute()).isLessThan(15);
        assertThat(VALIDATION.average().anchored().meanAbsolute()).isLessThan(10);
    }

    @Test
    void nothingThatRanIsSaidNotToFit() {
        assertThat(VALIDATION.verdicts().ran().doesNotFit()).isZero();
    }
}
