package org.shardplan.measured;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ErrorsTest {

    private static final Offset<Double> CLOSE = within(1e-9);

    @Test
    void errorsOfTenPredictionsAreThoseComputedByHand() {
        Errors errors = Errors.of(new double[] {0.01, -0.02, 0.03, -0.04, 0.05, -0.06, 0.07, -0.08, 0.09, -0.10});
        assertThat(errors.count()).isEqualTo(10);
        assertThat(errors.meanAbsolute()).isEqualTo(5.5, CLOSE);
        assertThat(errors.median()).isEqualTo(5.5, CLOSE);
        assertThat(errors.bias()).isEqualTo(-0.5, CLOSE);
        assertThat(errors.ninetieth()).isEqualTo(9.1, CLOSE);
    }

    @Test
    void anErrorNobodyKnowsDoesNotCount() {
        assertThat(Errors.of(new double[] {0.1, Double.NaN}).count()).isEqualTo(1);
        assertThat(Errors.of(new double[0]).meanAbsolute()).isNaN();
    }

    @Test
    void everySourceHasTheSameWeightHoweverManyRunsItHas() {
        Errors many = Errors.of(new double[] {0.02, 0.02, 0.02, 0.02});
        Errors one = Errors.of(new double[] {-0.10});
        Errors none = Errors.of(new double[0]);
        Errors average = Errors.average(List.of(many, one, none));
        assertThat(average.count()).isEqualTo(5);
        assertThat(average.meanAbsolute()).isEqualTo(6, CLOSE);
        assertThat(average.bias()).isEqualTo(-4, CLOSE);
    }

    @Test
    void quantilesLieBetweenNeighbours() {
        double[] values = {40, 10, 30, 20};
        assertThat(Quantiles.median(values)).isEqualTo(25, CLOSE);
        assertThat(Quantiles.quantile(values, 0)).isEqualTo(10);
        assertThat(Quantiles.quantile(values, 1)).isEqualTo(40);
        assertThat(Quantiles.median(new double[0])).isNaN();
    }

    @Test
    void rankCorrelationRunsFromReverseToSame() {
        double[] ascending = {1, 2, 3, 4};
        assertThat(KendallTau.of(ascending, new double[] {5, 6, 7, 8})).isEqualTo(1, CLOSE);
        assertThat(KendallTau.of(ascending, new double[] {8, 7, 6, 5})).isEqualTo(-1, CLOSE);
        assertThat(KendallTau.of(ascending, new double[] {5, 6, 8, 7})).isEqualTo(4 / 6.0, CLOSE);
    }

    @Test
    void tiesWeakenRankCorrelation() {
        assertThat(KendallTau.of(new double[] {1, 2, 3}, new double[] {1, 1, 2}))
                .isEqualTo(2 / Math.sqrt(3 * 2), CLOSE);
        assertThat(KendallTau.of(new double[] {1, 2}, new double[] {3, 3})).isNaN();
    }
}
