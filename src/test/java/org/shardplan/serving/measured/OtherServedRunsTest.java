package org.shardplan.serving.measured;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.shardplan.io.json.Resource;
import org.shardplan.io.runs.RunTable;
import org.shardplan.io.runs.RunTableReader;
import org.shardplan.serving.measured.ServedReplay.Discipline;

/** Published runs that no constant was fitted to: latent attention, narrow experts, attention-DP, MI300X, 405B. */
class OtherServedRunsTest {

    private static final RunTable RUNS = RunTableReader.shipped()
            .read("other-serving.csv", Resource.text("/org/shardplan/serving/measured/other-serving.csv"));
    private static final ServingValidation VALIDATION = ServingValidation.of(RUNS.runs());

    @Test
    void allOfThemCanBeExpressed() {
        assertThat(RUNS.diagnostics()).isEmpty();
        assertThat(VALIDATION.replays()).hasSize(149);
    }

    @Test
    void theyArePredictedWithinTheErrorsThatTheModelLogStates() {
        assertThat(VALIDATION.errors(Quantity.TPOT, Discipline.SHIPPED).meanAbsolute()).isLessThan(24);
        assertThat(VALIDATION.errors(Quantity.OFFLINE, Discipline.SHIPPED).meanAbsolute()).isLessThan(32);
    }

    /** 8 H200, tensor parallelism, 8 to 64 clients: 12.8 to 34.6 ms a token. */
    @Test
    void deepSeekUnderSglangIsPredictedWithinAnEighth() {
        assertThat(VALIDATION.replays())
                .filteredOn(replay -> replay.group().source().equals("InferenceX issue 870")).hasSize(4)
                .allSatisfy(replay -> assertThat(replay.error(Quantity.TPOT, Discipline.SHIPPED).getAsDouble())
                        .isBetween(-0.12, 0.12));
    }

    @Test
    void nothingThatRanIsSaidNotToFit() {
        assertThat(VALIDATION.replays()).allMatch(replay -> replay.shipped().fits());
    }
}
