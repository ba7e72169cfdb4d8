package org.shardplan.serving.time;

import org.shardplan.layout.Replica.Split;
import org.shardplan.layout.WeightFormat;
import org.shardplan.layout.WeightFormat.Arithmetic;
import org.shardplan.problem.Engine.Factors;
import org.shardplan.problem.KernelRates.Experts;
import org.shardplan.problem.KernelRates.Grouped;
import org.shardplan.problem.MixtureOfExperts;
import org.shardplan.problem.Model;

/**
 * Seconds of the routed experts of one layer on one GPU.
 *
 * <p>Legend: E experts, K of which see each token, e expert-parallel degree, G GPUs of the stage, T tokens of all its
 * GPUs, F peak arithmetic, B memory bandwidth.
 */
final class ExpertKernels {

    /** Between the sum (1) and the larger (∞) of arithmetic and bytes. */
    private static final double SHARPNESS = 2.5;
    /** Grouped kernels reach less of the 8-bit and 4-bit peaks than of the 16-bit one. */
    private static final double NARROW_COMPUTE = 0.8;
    private static final double FOUR_BITS = 5;
    private static final double ACTIVATION_BYTES = 4;
    /** Choosing groups of experts before experts takes about four kernels more. Counted, not measured apart. */
    private static final double GROUPS_SECONDS = 4 * 2.5e-6;

    private final KernelTimes kernels;
    private final MixtureOfExperts mixture;
    private final Split split;
    private final WeightFormat format;
    private final Grouped rates;
    private final double hidden;
    private final double peak;
    private final double floor;
    private final double spread;

    /**
     * Experts of a model.
     *
     * @param isCopied whether the engine keeps copies of experts that are chosen often
     */
    ExpertKernels(KernelTimes kernels, Model model, Split split, WeightFormat format, boolean isCopied) {
        this.kernels = kernels;
        this.mixture = (MixtureOfExperts) model.feedForward();
        this.hidden = model.hidden();
        this.split = split;
        this.format = format;
        Experts experts = kernels.rates().experts();
        this.rates = format.bits() < FOUR_BITS && format.arithmetic() == Arithmetic.BITS_16
                ? experts.packed() : experts.plain();
        this.spread = isCopied ? 0 : experts.spread();
        this.peak = peak();
        this.floor = rates.floorSeconds() * kernels.overheads().factors().expertFloor()
                + (mixture.routing().groups() > 0 ? GROUPS_SECONDS : 0);
    }

    /** FLOP/s; 4-bit experts run at the 8-bit rate where there is 4-bit arithmetic. */
    private double peak() {
        Arithmetic arithmetic = kernels.arithmetic(format);
        if (format.isForExpertsOnly() && kernels.rates().matrices().containsKey(Arithmetic.FP4)) {
            return kernels.peak(Arithmetic.FP8);
        }
        return kernels.peak(arithmetic) * (arithmetic == Arithmetic.BITS_16 ? 1 : NARROW_COMPUTE);
    }

    /**
     * Seconds for so many tokens, on the GPUs that get most of them: the others wait.
     *
     * <pre>  m0 + (c^2.5 + b^2.5)^(1/2.5)
     *  c = 2·(T'·K/e + tile·A)·n/(F·e_c)      b = (A·n·β + 4·T'·K/e·h)/(B·e_b)
     *  A = max(E/e·(1 - (1 - K/E)^T')·balance, min(K/e, 1))      n = matrices·h·f·e/G      T' = T·busiest</pre>
     *
     * <p>A experts that are hit: weights of the others are not read.
     * <p>Source: measured MoE tables (aiconfigurator, vLLM 0.24 on H100); floors of captured graphs and the rate of
     * 4-bit kernels from published runs of gpt-oss and Mixtral.
     *
     * @param all tokens of all GPUs of the stage
     */
    double seconds(double all) {
        double here = (double) mixture.experts() / split.expert();
        double share = (double) mixture.topK() / mixture.experts();
        double tokens = all * busiest(all);
        double routed = tokens * mixture.topK() / split.expert();
        double hit = Math.max(here * (1 - Math.pow(1 - share, tokens)) * kernels.rates().experts().balance(),
                Math.min((double) mixture.topK() / split.expert(), 1));
        double weights = mixture.expert().matrices() * hidden * mixture.expert().width()
                * split.expert() / split.gpusPerStage();
        double compute = 2 * (routed + rates.tile() * Math.min(hit, routed)) * weights / (peak * rates.compute());
        double bytes = hit * weights * format.bytes() + ACTIVATION_BYTES * routed * hidden;
        Factors factors = kernels.overheads().factors();
        return floor + KernelTimes.norm(compute * factors.compute(),
                bytes / kernels.bandwidth(rates.memory()) * factors.memory(), SHARPNESS);
    }

    /**
     * Tokens of the busiest of e groups of experts over their mean.
     *
     * <pre>  1 + m(e)·√((1 - 1/e)·e/(T·K) + spread²·e/E)      m = 0.564·(log₂ e)^0.84</pre>
     *
     * <p>m is the mean of the largest of e normal variates, within 3 % up to 16, 8 % too large at 64; the first term is
     * chance, the second that some experts are chosen more often. Over several nodes engines copy those to more GPUs
     * (EPLB), and chance remains.
     * <p>Source: order statistics (Blom 1958); a spread of 1 gives the busiest of 8 groups of gpt-oss 1.4 times the
     * mean of long prompts, where the power-law routing of aiconfigurator's tables costs 1.5 times the arithmetic.
     */
    private double busiest(double tokens) {
        int groups = split.expert();
        if (groups == 1) {
            return 1;
        }
        double chance = (1 - 1.0 / groups) * groups / (tokens * mixture.topK());
        double uneven = spread * spread * groups / mixture.experts();
        double largest = 0.564 * Math.pow(Math.log(groups) / Math.log(2), 0.84);
        return 1 + largest * Math.sqrt(chance + uneven);
    }
}
