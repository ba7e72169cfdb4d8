package org.shardplan.time;

import org.shardplan.layout.Layout;
import org.shardplan.layout.Precision;
import org.shardplan.memory.ParameterCount;
import org.shardplan.problem.Attention;
import org.shardplan.problem.Calibration.AttentionEfficiency;
import org.shardplan.problem.Calibration.KernelConstants;
import org.shardplan.problem.Framework.AttentionKernel;
import org.shardplan.problem.GroupedQueryAttention;
import org.shardplan.problem.LatentAttention;

/**
 * Seconds of the attention block: projections, core, norms and residuals of the layer, its communication.
 *
 * <p>Legend: T tokens of a micro-batch on a rank, b micro-batch, s sequence, h hidden, a heads, k key/value heads, d
 * head width, t tensor-parallel, c context-parallel degree, R attention rate, B memory bandwidth.
 */
final class AttentionTime {

    /** Bytes per element of the two norms of a layer, forward, fused kernels. */
    private static final double NORM_BYTES = 8;
    private static final double UNFUSED_NORM_BYTES = 40;
    private static final double RESIDUAL_BYTES = 12;
    private static final double RESIDUAL_DROPOUT_BYTES = 14;
    private static final double ROTARY_BYTES = 8;
    private static final double PLAIN_POSITION_BYTES = 4;
    /** Memory-bound kernels of one layer. */
    private static final int KERNELS = 8;
    /** Backward over forward bytes of memory-bound kernels. */
    static final double BACKWARD_TRAFFIC = 1.8;
    /** The backward pass of fused attention multiplies five matrices where the forward pass multiplies two. */
    private static final double FLASH_BACKWARD_WORK = 2.5;

    /** Head width for which rates of fused attention are given, and the width that the softmax costs on top. */
    private static final double USUAL_WIDTH = 128;
    private static final double SOFTMAX_WIDTH = 32;

    private final TimeBasis basis;
    private final DeviceRates rates;
    private final KernelConstants kernels;
    private final Attention attention;
    private final double hidden;
    private final double spanFlops;
    private final double fullFlops;
    private final double flashRate;
    private final AttentionKernel kernel;
    private final double normBytes;

    AttentionTime(TimeBasis basis) {
        this.basis = basis;
        this.rates = basis.rates();
        this.kernels = basis.calibration().kernels();
        this.attention = basis.model().attention();
        this.hidden = basis.model().hidden();
        double perKey = 2.0 * attention.heads() * (attention.queryKeyWidth() + attention.valueWidth());
        this.spanFlops = perKey * attention.averageSpan(basis.training().sequenceLength());
        this.fullFlops = perKey * basis.training().sequenceLength();
        this.normBytes = basis.framework().kernels().fusedNorms() ? NORM_BYTES : UNFUSED_NORM_BYTES;
        this.kernel = basis.framework().kernels().attention();
        AttentionEfficiency efficiency = basis.calibration().device(basis.pool().gpu()).attention();
        this.flashRate = rates.peak16() * share(efficiency);
    }

    private double share(AttentionEfficiency efficiency) {
        return switch (kernel) {
            case NATIVE, UNFUSED, PLAIN -> widthShare() * efficiency.nativeAttention();
            case FLASH_2 -> widthShare() * efficiency.flashAttention();
            case FLASH_1, TRITON -> efficiency.earlyFlashAttention();
        };
    }

    /** Rate of narrow or wide heads over that of usual ones: the softmax costs the same whatever the width. */
    private double widthShare() {
        double width = (attention.queryKeyWidth() + attention.valueWidth()) / 2.0;
        return width / (width + SOFTMAX_WIDTH) * (USUAL_WIDTH + SOFTMAX_WIDTH) / USUAL_WIDTH;
    }

    BlockTime forward(Layout layout) {
        double tokens = basis.training().microBatchTokens(layout);
        return new BlockTime(projections(layout, tokens), coreForward(layout, tokens),
                memoryBound(layout, tokens), basis.communication().tensorPair(layout, tokens),
                ringAttention(layout, tokens), 0);
    }

    BlockTime backward(Layout layout, BlockTime forward) {
        double tokens = basis.training().microBatchTokens(layout);
        double accumulation = basis.gradientAccumulation(basis.parameters().attention(layout.mesh().tensor()));
        return new BlockTime(basis.backwardWork() * forward.matrixWork(), coreBackward(layout, tokens),
                BACKWARD_TRAFFIC * forward.memoryBound() + accumulation, forward.tensor(),
                2 * forward.context(), 0);
    }

    private double projections(Layout layout, double tokens) {
        Precision precision = layout.execution().precision();
        int tensor = layout.mesh().tensor();
        return attention instanceof GroupedQueryAttention grouped
                ? groupedQuery(grouped, tensor, tokens, precision)
                : latent((LatentAttention) attention, tensor, tokens, precision);
    }

    /** g(T, (a + 2k)·d/t, h) + g(T, h, a·d/t). */
    private double groupedQuery(GroupedQueryAttention grouped, int tensor, double tokens, Precision precision) {
        double queries = (double) grouped.heads() / tensor * grouped.headWidth();
        double keysAndValues = ParameterCount.keyValueWidth(grouped, tensor);
        return rates.matmulSeconds(tokens, queries + keysAndValues, hidden, precision)
                + rates.matmulSeconds(tokens, hidden, queries, precision);
    }

    /** Down- and up-projections of queries and of keys and values, and the output. */
    private double latent(LatentAttention latent, int tensor, double tokens, Precision precision) {
        double heads = (double) latent.heads() / tensor;
        double queryWidth = heads * latent.queryKeyWidth();
        double queries = latent.queryRank() == 0
                ? rates.matmulSeconds(tokens, queryWidth, hidden, precision)
                : rates.matmulSeconds(tokens, latent.queryRank(), hidden, precision)
                        + rates.matmulSeconds(tokens, queryWidth, latent.queryRank(), precision);
        double keyValues = rates.matmulSeconds(
                tokens, latent.keyValueRank() + latent.rotaryWidth(), hidden, precision)
                + rates.matmulSeconds(tokens, heads * (latent.plainWidth() + latent.valueWidth()),
                        latent.keyValueRank(), precision);
        return queries + keyValues + rates.matmulSeconds(tokens, hidden, heads * latent.valueWidth(), precision);
    }

    /**
     * Forward core.
     *
     * <pre>  fused     2·T·span·a·(d_qk + d_v)/t / (R·s'/(s' + s0)) + t0
     *  unfused   2·T·s·a·(d_qk + d_v)/t / R_u + traffic of scores, softmax, masks</pre>
     *
     * <p>span = s/2 for causal attention, less with a sliding window; s' = s/c. R is given for heads of 128 and grows
     * with d/(d + 32) in kernels since FlashAttention 2; older ones favour narrow heads.
     * <p>Source: FlashAttention-2, arXiv:2307.08691; rates fitted to kernel tables and published runs; the width from
     * tables of H100 (aiconfigurator): 0.84 of the rate at 64, 1.1 at 256.
     */
    private double coreForward(Layout layout, double tokens) {
        int tensor = layout.mesh().tensor();
        if (isFused()) {
            return tokens * spanFlops / tensor / flashRate(layout) + rates.floor();
        }
        return tokens * fullFlops / tensor / (rates.peak16() * kernels.unfused().matmul())
                + scoreTraffic(layout, tokens, 8, 4) + 4 * rates.floor();
    }

    private double coreBackward(Layout layout, double tokens) {
        int tensor = layout.mesh().tensor();
        if (isFused()) {
            double rate = flashRate(layout) * kernels.flash().backwardRate();
            return FLASH_BACKWARD_WORK * tokens * spanFlops / tensor / rate + 2 * rates.floor();
        }
        return 2 * tokens * fullFlops / tensor / (rates.peak16() * kernels.unfused().matmul())
                + scoreTraffic(layout, tokens, 14, 5) + 7 * rates.floor();
    }

    /** Seconds to run the attention core once more in the backward pass. */
    double coreAgain(Layout layout) {
        return coreForward(layout, basis.training().microBatchTokens(layout));
    }

    private boolean isFused() {
        return kernel.isFused();
    }

    private double flashRate(Layout layout) {
        double local = (double) basis.training().sequenceLength() / layout.mesh().context();
        return flashRate * local / (local + kernels.flash().saturationTokens());
    }

    /** Bytes that unfused attention moves per score: softmax, and dropout if the model has it. */
    private double scoreTraffic(Layout layout, double tokens, double softmaxBytes, double dropoutBytes) {
        double scores = tokens * basis.training().sequenceLength() * attention.heads() / layout.mesh().tensor();
        double bytes = softmaxBytes * kernel.traffic() + (basis.model().stack().dropout() ? dropoutBytes : 0);
        return kernels.unfused().traffic() * scores * bytes / rates.memory();
    }

    /** Norms and residuals of the whole layer, T·h over t with sequence parallelism; positions, T·(a + k)·d/t. */
    private double memoryBound(Layout layout, double tokens) {
        int tensor = layout.mesh().tensor();
        int split = layout.execution().sequenceParallel() ? tensor : 1;
        double residual = basis.model().stack().dropout() ? RESIDUAL_DROPOUT_BYTES : RESIDUAL_BYTES;
        double replicated = tokens * hidden * (normBytes + residual) / split;
        boolean rotary = basis.model().vocabulary().learnedPositions() == 0;
        double positions = tokens * positionWidth() * (rotary ? ROTARY_BYTES : PLAIN_POSITION_BYTES) / tensor;
        return (kernels.normTraffic() * replicated + kernels.activationTraffic() * positions) / rates.memory()
                + KERNELS * rates.floor();
    }

    private double positionWidth() {
        return attention instanceof GroupedQueryAttention grouped
                ? (double) (grouped.heads() + grouped.keyValueHeads()) * grouped.headWidth()
                : 2.0 * attention.heads() * attention.queryKeyWidth();
    }

    /**
     * Keys and values that travel around the context-parallel ring: (c - 1) hops of the local ones.
     *
     * <p>Source: ring attention, arXiv:2310.01889; the exposed share is a fitted constant that only four published runs
     * test.
     */
    private double ringAttention(Layout layout, double tokens) {
        int context = layout.mesh().context();
        if (context == 1) {
            return 0;
        }
        int tensor = layout.mesh().tensor();
        double bytes = 2 * tokens * ParameterCount.keyValueWidth(attention, tensor);
        double hops = (context - 1) * bytes / basis.fabric().ring(tensor, context);
        return basis.calibration().links().exposedContext() * hops;
    }
}
