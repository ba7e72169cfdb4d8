package org.shardplan.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.shardplan.TestLayouts;
import org.shardplan.TestProblems;
import org.shardplan.layout.Layout;
import org.shardplan.layout.Recomputation;
import org.shardplan.memory.ParameterCount;
import org.shardplan.problem.Problem;
import org.shardplan.time.TimePart;

class UtilisationTest {

    private static final Problem GPT = TestProblems.shipped("gpt3-175b-64xa100");

    /** PaLM, arXiv:2204.02311, appendix B: 6·N + 12·L·H·Q·T a token, N without the embedding lookup. */
    @Test
    void modelFlopsAreThoseOfThePalmAppendix() {
        double parameters = new ParameterCount(GPT.model()).total() - 2048 * 12288.0;
        double expected = 6 * parameters + 12.0 * 96 * 12288 * 2048;
        assertThat(Utilisation.modelFlops(GPT.model(), GPT.training())).isCloseTo(expected, within(1.0));
    }

    /** Narayanan et al. 2021, equation 3 without recomputation: 72·B·s·l·h²·(1 + s/(6h) + V/(12·l·h)). */
    @Test
    void modelFlopsAgreeWithMegatrons() {
        double h = 12288;
        double expected = 72 * 96 * h * h * (1 + 2048 / (6 * h) + 50257 / (12 * 96 * h));
        assertThat(Utilisation.modelFlops(GPT.model(), GPT.training())).isCloseTo(expected, Percentage.withPercentage(0.1));
    }

    /** 6·N·D of DeepSeek-V3: 14.8 T tokens on 2.788 M H800 hours are 34 % of the bf16 peak (seed case B, title). */
    @Test
    void deepseekV3UsedAboutAThirdOfItsPeak() {
        double active = new ParameterCount(TestProblems.model("DeepSeek-V3")).active();
        double flopsPerSecond = 6 * active * 14.8e12 / (2.788e6 * 3600);
        assertThat(flopsPerSecond / 989.4e12).isCloseTo(0.34, within(0.01));
    }

    @Test
    void mfuIsModelWorkOverPeakTimesTime() {
        Layout layout = TestLayouts.of(8, 8, 1);
        Estimate estimate = new LayoutEstimator(GPT).estimate(layout);
        double work = Utilisation.modelFlops(GPT.model(), GPT.training()) * 2048 * 64;
        assertThat(estimate.utilisation().mfuPercent())
                .isCloseTo(100 * work / (64 * 312e12 * estimate.stepSeconds()), within(1e-9));
    }

    @Test
    void noLayoutExceedsItsPeak() {
        LayoutEstimator estimator = new LayoutEstimator(GPT);
        for (Layout layout : TestLayouts.grid(3000)) {
            if (64 % (layout.mesh().data() * layout.execution().microBatch()) == 0 && layout.mesh().tensor() != 3) {
                assertThat(estimator.estimate(layout).utilisation().mfuPercent()).isBetween(0.0, 100.0);
            }
        }
    }

    @Test
    void withoutRecomputationHardwareDoesTheModelsWorkOnly() {
        Estimate estimate = new LayoutEstimator(GPT).estimate(TestLayouts.of(8, 8, 1));
        assertThat(estimate.utilisation().hfuPercent()).isEqualTo(estimate.utilisation().mfuPercent());
        assertThat(estimate.time().seconds(TimePart.RECOMPUTATION)).isZero();
    }

    /** A forward pass is a third of the work, so full recomputation is at most a third more. */
    @Test
    void fullRecomputationAddsAtMostAThird() {
        Layout layout = TestLayouts.of(8, 8, 1).with(Recomputation.FULL);
        Utilisation utilisation = new LayoutEstimator(GPT).estimate(layout).utilisation();
        assertThat(utilisation.hfuPercent() / utilisation.mfuPercent()).isBetween(1.25, 4 / 3.0);
    }

    /** Narayanan et al. 2021, table 2: 174.6 B, tp 8, pp 12, on 384 A100 ran at 153 TFLOP/s, recomputation counted. */
    @Test
    void megatronsRunOf175BillionIsWithinTheExpectedError() {
        Problem problem = TestProblems.training("Megatron-175B", "2048x1536", "A100-SXM-80", 384,
                ", 'framework': 'megatron-unfused'");
        Layout layout = TestLayouts.of(8, 12, 4).with(Recomputation.FULL);
        double tflops = new LayoutEstimator(problem).estimate(layout).utilisation().hfuPercent() * 3.12;
        assertThat(tflops).isCloseTo(153, Percentage.withPercentage(25));
    }
}
