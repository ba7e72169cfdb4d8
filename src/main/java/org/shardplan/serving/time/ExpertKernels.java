package org.shardplan.serving.time;

import java.util.Optional;
import org.shardplan.layout.Replica.Split;
import org.shardplan.layout.WeightFormat;
import org.shardplan.layout.WeightFormat.Arithmetic;
import org.shardplan.problem.Engine.Factors;
import org.shardplan.problem.KernelRates.Experts;
import org.shardplan.problem.KernelRates.Grouped;
import org.shardplan.problem.KernelRates.Packed;
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
    private static final double FOUR_BITS = 5;
    private static final double BYTES_16 = 2;
    /** Columns of the widest experts whose 8-bit weights have scales per block. */
    private static final double BLOCKS_UP_TO = 4096;
    /** Choosing groups of experts before experts takes about four kernels more. Counted, not measured apart. */
    private static final double GROUPS_SECONDS = 4 * 2.5e-6;

    private final KernelTimes kernels;
    private final MixtureOfExperts mixture;
    private final Split split;
    private final WeightFormat format;
    private final Grouped rates;
    private final Optional<Packed> packed;
    private final double hidden;
    private final double flops;
    private final double floor;
    private final double spread;

    /**
     * Experts of a model.
     *
     * @param isCopied whether the engine keeps copies of experts that are chosen often: it does over several nodes
     */
    ExpertKernels(KernelTimes kernels, Model model, Split split, WeightFormat format, boolean isCopied) {
        this.kernels = kernels;
        this.mixture = (MixtureOfExperts) model.feedForward();
        this.hidden = model.hidden();
        this.split = split;
        this.format = format;
        Experts experts = kernels.rates().experts();
        boolean isPacked = format.bits() < FOUR_BITS && format.arithmetic() == Arithmetic.BITS_16;
        this.packed = isPacked ? Optional.of(packed(experts)) : Optional.empty();
        this.rates = packed.map(Packed::rates).orElse(plain(experts, isCopied));
        this.spread = isCopied ? 0 : experts.spread();
        this.flops = flops();
        this.floor = rates.floorSeconds() * kernels.overheads().factors().expertFloor()
                + (mixture.routing().groups() > 0 ? GROUPS_SECONDS : 0);
    }

    private Packed packed(Experts experts) {
        return kernels.overheads().choices().tritonPackedExperts() ? experts.packedTriton() : experts.packed();
    }

    /** What the host takes longer to launch a layer because it has experts, where no graph holds it. */
    double launchSeconds() {
        return packed.map(Packed::launchSeconds).orElse(0.0);
    }

    private Grouped plain(Experts experts, boolean isCopied) {
        return isTriton(isCopied) ? experts.triton() : experts.plain();
    }

    /**
     * Engines that use Triton kernels use CUTLASS for 8 bits with scales per tensor, and DeepGEMM over several nodes.
     *
     * <p>Assumes that wide experts have scales per tensor (Mixtral, Llama 4), others per block (DeepSeek, Kimi, Qwen3).
     */
    private boolean isTriton(boolean isCopied) {
        boolean perTensor = kernels.arithmetic(format) != Arithmetic.BITS_16 && mixture.expert().width() > BLOCKS_UP_TO;
        return kernels.overheads().choices().tritonExperts() && !isCopied && !perTensor;
    }

    /** FLOP/s; 4-bit experts run at the 8-bit rate where there is 4-bit arithmetic. */
    private double flops() {
        Arithmetic arithmetic = format.isForExpertsOnly() && kernels.rates().matrices().containsKey(Arithmetic.FP4)
                ? Arithmetic.FP8 : kernels.arithmetic(format);
        return kernels.peak(arithmetic)
                * (arithmetic == Arithmetic.BITS_16 ? rates.compute().wide() : rates.compute().narrow());
    }

    /**
     * Seconds for so many tokens, on the GPUs that get most of them: the others wait.
     *
     * <pre>  m0 + (c^2.5 + b^2.5)^(1/2.5) + s
     *  c = 2·(r + tile·min(A, r))·n/(F·e_c)      b = max(A·n·β/(B·e_b), A·n·β/U)      r = T'·K/e      T' = T·busiest
     *  s = streams·r·((2·α + 4)·h + (2·α + 8)·f)/(B·e)      n = matrices·h·f</pre>
     *
     * <p>A experts that are hit: weights of the others are not read. U bytes of weights that are unpacked in a second.
     * f columns of an expert on one GPU, α bytes of an activation where it is multiplied. s: activations are gathered,
     * multiplied, gated, multiplied and summed, each kernel reads what the last one wrote; with narrow experts that
     * costs as much as the multiplications.
     * <p>Source: Triton kernels from MoE tables (aiconfigurator, vLLM 0.24 on H100 and H200, above their own floors:
     * median error 7 % in fp8 with scales per block, 11 % in 16 bit), plain ones from DeepGEMM's tables (1,297 and
     * 1,099 TFLOPS on H800); floors of captured graphs and the rate of 4-bit kernels from published runs of gpt-oss and
     * Mixtral. Marlin kernels, every expert hit, take as long on H100 as on H200, which reads 1.4 times as fast: 2.70
     * to 2.73 TB/s for 896 experts of 4.25 bits and 64 to 128 tokens (MoE tables).
     *
     * @param all tokens of all GPUs of the stage
     */
    double seconds(double all) {
        double tokens = all * busiest(all);
        double routed = tokens * mixture.topK() / split.expert();
        double hit = hit(tokens);
        double weights = mixture.expert().matrices() * hidden * columns();
        double compute = 2 * (routed + rates.tile() * Math.min(hit, routed)) * weights / flops;
        Factors factors = kernels.overheads().factors();
        return floor + KernelTimes.norm(compute * factors.compute(),
                readSeconds(hit * weights * format.bytes()) * factors.memory(), SHARPNESS)
                + kernels.stream(rates.streams() * routed * activationBytes());
    }

    /** Reading weights, or unpacking them where that takes longer. */
    private double readSeconds(double bytes) {
        double read = bytes / kernels.bandwidth(rates.memory());
        int processors = kernels.rates().device().processors();
        return packed.map(some -> Math.max(read, bytes / (processors * some.unpackedBytesPerSecond()))).orElse(read);
    }

    /**
     * Experts of one group that so many tokens hit.
     *
     * <pre>  E/e·(1 - (1 - K/E)·(1 + s²·(T - 1)·K/E)^(-1/s²))</pre>
     *
     * <p>s standard deviation of how often an expert is chosen, over the mean. The first token hits K; the others as if
     * the experts' shares had a gamma distribution.
     * <p>Source: the law fits the tables of routing by a power law of 1.01 within 7 % (Marlin and Triton kernels of 4
     * bits, s² 1.3 and 1.9), 15 % (16 bits, 0.8) and 11 % (8 bits in blocks, 1.3); one spread of 1 stands for all.
     */
    private double hit(double tokens) {
        double share = (double) mixture.topK() / mixture.experts();
        double uneven = Math.pow(kernels.rates().experts().spread(), 2);
        double missed = (1 - share) * Math.pow(1 + uneven * (tokens - 1) * share, -1 / uneven);
        return (double) mixture.experts() / split.expert() * (1 - missed);
    }

    private double columns() {
        return (double) mixture.expert().width() * split.expert() / split.gpusPerStage();
    }

    /** Bytes that the activations of one token for one expert take on their way. */
    private double activationBytes() {
        double multiplied = kernels.arithmetic(format).activationBytes();
        double gathered = 2 * multiplied + 2 * BYTES_16;
        double gated = 2 * mixture.expert().inputMatrices() * BYTES_16 + 2 * multiplied;
        return gathered * hidden + gated * columns();
    }

    /**
     * Tokens of the busiest of e groups of experts over their mean.
     *
     * <pre>  1 + m(e)·√((1 - 1/e)·e/(T·K) + spread²·e/E)</pre>
     *
     * <p>m is the mean of the largest of e normal variates; the first term under the root is chance, the second that
     * some experts are chosen more often. Over several nodes engines copy those to more GPUs (EPLB); chance remains.
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
        return 1 + Crowd.largest(groups) * Math.sqrt(chance + uneven);
    }
}
