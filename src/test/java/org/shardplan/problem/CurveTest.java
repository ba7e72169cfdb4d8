package org.shardplan.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class CurveTest {

    private final Curve curve = new Curve(List.of(1.0, 100.0, 10_000.0), List.of(5.0, 50.0, 5000.0));

    @Test
    void itPassesThroughItsPoints() {
        assertThat(curve.at(1)).isCloseTo(5, within(1e-12));
        assertThat(curve.at(100)).isCloseTo(50, within(1e-12));
        assertThat(curve.at(10_000)).isCloseTo(5000, within(1e-9));
    }

    @Test
    void betweenThemLogarithmsAreLinear() {
        assertThat(curve.at(10)).isCloseTo(Math.sqrt(5 * 50), within(1e-12));
    }

    @Test
    void itIsLevelBelowAndKeepsItsSlopeBeyond() {
        assertThat(curve.at(0)).isCloseTo(5, within(1e-12));
        assertThat(curve.at(100_000)).isCloseTo(50_000, within(1e-6));
    }

    @Test
    void onePointIsNoCurve() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Curve(List.of(1.0), List.of(1.0)));
    }
}
