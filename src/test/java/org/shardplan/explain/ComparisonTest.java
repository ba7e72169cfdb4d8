package org.shardplan.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shardplan.TestAnswers;
import org.shardplan.explain.Comparison.Growth;
import org.shardplan.problem.Problem;
import org.shardplan.time.TimePart;

class ComparisonTest {

    private static Comparison comparison(String objective, String best, String other) {
        Problem problem = TestAnswers.problem(objective);
        return new Comparison(TestAnswers.estimate(problem, best), TestAnswers.estimate(problem, other));
    }

    @ParameterizedTest
    @ValueSource(strings = {"step-time", "time-to-train", "throughput", "cost", "energy"})
    void aSlowerLayoutIsWorseByEveryObjectiveOnTheSameGpus(String objective) {
        Comparison comparison = comparison(objective, "dp=8,zeroStage=3", "tp=2,pp=2,dp=2,recompute=full");
        assertThat(comparison.percent()).isPositive().isCloseTo(comparison.slowerPercent(), within(1e-9));
    }

    @Test
    void aLayoutTiesWithItself() {
        assertThat(comparison("step-time", "tp=8", "tp=8").isTie()).isTrue();
    }

    @Test
    void moreThanFivePercentIsNoTie() {
        Comparison comparison = comparison("step-time", "dp=8,zeroStage=3", "dp=8,zeroStage=3,recompute=full");
        assertThat(comparison.percent()).isGreaterThan(Comparison.TIE_PERCENT);
        assertThat(comparison.isTie()).isFalse();
    }

    @Test
    void gpusCanBeCountedSoMoreOfThemIsNoTie() {
        assertThat(comparison("gpu-count", "tp=4,dp=1,recompute=full", "tp=4,dp=2,recompute=full").isTie()).isFalse();
    }

    @Test
    void recomputationIsTheReasonWhyRecomputingLoses() {
        Comparison comparison = comparison("step-time", "dp=8,zeroStage=3", "dp=8,zeroStage=3,recompute=full");
        assertThat(comparison.growth()).first().satisfies(growth -> {
            assertThat(growth.part()).isEqualTo(TimePart.RECOMPUTATION);
            assertThat(growth.shareOfBest()).isZero();
            assertThat(growth.share()).isPositive();
        });
    }

    @Test
    void growthIsSortedAndNeverShrinks() {
        assertThat(comparison("step-time", "dp=8,zeroStage=3", "tp=2,pp=2,dp=2,recompute=full").growth())
                .extracting(Growth::percentOfBest)
                .isSortedAccordingTo((one, other) -> Double.compare(other, one))
                .allSatisfy(percent -> assertThat(percent).isPositive());
    }
}
