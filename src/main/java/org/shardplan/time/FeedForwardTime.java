package org.shardplan.time;

import org.shardplan.layout.Layout;
import org.shardplan.layout.Mesh;
import org.shardplan.layout.Precision;
import org.shardplan.problem.Calibration.KernelConstants;
import org.shardplan.problem.DenseFeedForward;
import org.shardplan.problem.MixtureOfExperts;

/**
 * Seconds of a feed-forward block, dense or with experts.
 *
 * <p>Legend: T tokens of a micro-batch on a rank, h hidden, f inner width, t tensor-parallel, e expert-parallel, T_e
 * expert-tensor-parallel degree, E experts, K experts per token.
 */
final class FeedForwardTime {

    private static final double GATED_BYTES = 6;
    private static final double PLAIN_BYTES = 4;
    /** Bytes per hidden element to permute rows to their experts and back. */
    private static final double PERMUTE_BYTES = 12;
    private static final int EXPERT_KERNELS = 4;

    private final TimeBasis basis;
    private final DeviceRates rates;
    private final KernelConstants kernels;
    private final double hidden;

    FeedForwardTime(TimeBasis basis) {
        this.basis = basis;
        this.rates = basis.rates();
        this.kernels = basis.calibration().kernels();
        this.hidden = basis.model().hidden();
    }

    /** g(T, w·f/t, h) + g(T, h, f/t), activation function, one pair of tensor-parallel collectives. */
    BlockTime denseForward(Layout layout) {
        double tokens = basis.training().microBatchTokens(layout);
        DenseFeedForward block = basis.model().feedForward().dense();
        return new BlockTime(matrices(block, block.width(), layout, tokens), 0,
                activation(block, tokens * block.width() / layout.mesh().tensor()),
                basis.communication().tensorPair(layout, tokens), 0, 0);
    }

    BlockTime denseBackward(Layout layout, BlockTime forward) {
        DenseFeedForward block = basis.model().feedForward().dense();
        double parameters = block.matrices() * hidden * block.width() / layout.mesh().tensor();
        return backward(forward, basis.gradientAccumulation(parameters));
    }

    /**
     * Router, dispatch, grouped matrix multiplications over the local experts, combine, shared experts.
     *
     * <pre>  2·n_m·T_r·h·f/(R·e_x) + n_m·n·β·h·f/B + 2·T_r·(2h + 3f)/B + 4·t0</pre>
     *
     * <p>T_r = T·K/t rows that a rank's tokens send to experts, n_m matrices of an expert, n = E/e local experts: with
     * few rows each, reading them dominates.
     * <p>Assumes balanced routing, as in the published runs; real routing is slower.
     */
    BlockTime expertForward(Layout layout, MixtureOfExperts mixture) {
        double tokens = basis.training().microBatchTokens(layout);
        Mesh mesh = layout.mesh();
        double rows = tokens * mixture.topK() / mesh.tensor();
        double shared = mixture.sharedWidth() == 0
                ? 0 : matrices(mixture.expert(), mixture.sharedWidth(), layout, tokens);
        double router = rates.matmulSeconds(tokens / mesh.tensor(), mixture.experts(), hidden, Precision.BF16);
        return new BlockTime(grouped(layout, mixture, rows) + router + shared, 0,
                expertTraffic(mixture, rows) + sharedTraffic(mixture, tokens, mesh),
                sharedCollectives(layout, mixture, tokens), 0,
                basis.communication().experts(layout, mixture, tokens));
    }

    BlockTime expertBackward(Layout layout, MixtureOfExperts mixture, BlockTime forward) {
        double shared = mixture.expert().matrices() * hidden * mixture.sharedWidth() / layout.mesh().tensor();
        double parameters = basis.parameters().routedExperts(layout.mesh()) + shared;
        return backward(forward, basis.gradientAccumulation(parameters));
    }

    private BlockTime backward(BlockTime forward, double accumulation) {
        return new BlockTime(basis.backwardWork() * forward.matrixWork(), 0,
                AttentionTime.BACKWARD_TRAFFIC * forward.memoryBound() + accumulation, forward.tensor(), 0,
                forward.expert());
    }

    private double matrices(DenseFeedForward block, int width, Layout layout, double tokens) {
        Precision precision = layout.execution().precision();
        double local = (double) width / layout.mesh().tensor();
        return rates.matmulSeconds(tokens, block.inputMatrices() * local, hidden, precision)
                + rates.matmulSeconds(tokens, hidden, local, precision);
    }

    private double activation(DenseFeedForward block, double elements) {
        double bytes = block.gated() ? GATED_BYTES : PLAIN_BYTES;
        return kernels.activationTraffic() * bytes * elements / rates.memory();
    }

    private double grouped(Layout layout, MixtureOfExperts mixture, double rows) {
        Precision precision = layout.execution().precision();
        int matrices = mixture.expert().matrices();
        double width = mixture.expert().width();
        double flops = 2 * matrices * rows * hidden * width;
        double local = (double) mixture.experts() / layout.mesh().expert();
        double weights = matrices * local * precision.operandBytes() * hidden * width / layout.mesh().expertTensor();
        double operands = 2 * rows * (2 * hidden + matrices * width);
        return flops / (rates.matmul(precision) * kernels.experts().matmul())
                + (weights + operands) / rates.memory() + EXPERT_KERNELS * rates.floor();
    }

    private double expertTraffic(MixtureOfExperts mixture, double rows) {
        double bytes = PERMUTE_BYTES * kernels.experts().permuteTraffic() * hidden
                + kernels.activationTraffic() * GATED_BYTES * mixture.expert().width();
        return rows * bytes / rates.memory();
    }

    private double sharedTraffic(MixtureOfExperts mixture, double tokens, Mesh mesh) {
        return activation(mixture.expert(), tokens * mixture.sharedWidth() / mesh.tensor());
    }

    /** Shared experts are tensor-parallel like a dense block. */
    private double sharedCollectives(Layout layout, MixtureOfExperts mixture, double tokens) {
        return mixture.sharedWidth() == 0 ? 0 : basis.communication().tensorPair(layout, tokens);
    }
}
