package org.shardplan.time;

import org.shardplan.layout.Layout;
import org.shardplan.layout.Precision;
import org.shardplan.problem.Calibration.HostConstants;
import org.shardplan.problem.Framework.Selective;
import org.shardplan.problem.MixtureOfExperts;

/** Seconds of a layer: attention block and feed-forward block together, never faster than the host launches them. */
final class LayerTimes {

    /** Share of the matrix rate that adapters reach; an assumption, no published run isolates them. */
    private static final double ADAPTER_RATE = 0.5;
    private static final int ADAPTER_KERNELS = 8;

    private final TimeBasis basis;
    private final AttentionTime attention;
    private final FeedForwardTime feedForward;

    LayerTimes(TimeBasis basis) {
        this.basis = basis;
        this.attention = new AttentionTime(basis);
        this.feedForward = new FeedForwardTime(basis);
    }

    /** Forward pass of the attention block, shared by both kinds of layers. */
    BlockTime attentionForward(Layout layout) {
        return attention.forward(layout);
    }

    BlockTime attentionBackward(Layout layout, BlockTime forward) {
        return attention.backward(layout, forward);
    }

    LayerTime dense(Layout layout, BlockTime attentionForward, BlockTime attentionBackward) {
        BlockTime forward = feedForward.denseForward(layout);
        BlockTime backward = feedForward.denseBackward(layout, forward);
        double adapters = adapters(layout, basis.model().feedForward().dense().width());
        return together(attentionForward.plus(forward).plus(matrixWork(adapters)),
                attentionBackward.plus(backward).plus(matrixWork(2 * adapters)), denseFloor(layout));
    }

    LayerTime experts(Layout layout, BlockTime attentionForward, BlockTime attentionBackward) {
        MixtureOfExperts mixture = (MixtureOfExperts) basis.model().feedForward();
        BlockTime forward = feedForward.expertForward(layout, mixture);
        BlockTime backward = feedForward.expertBackward(layout, mixture, forward);
        double adapters = adapters(layout, mixture.sharedWidth());
        return together(attentionForward.plus(forward).plus(matrixWork(adapters)),
                attentionBackward.plus(backward).plus(matrixWork(2 * adapters)),
                basis.calibration().host().expertLayerSeconds());
    }

    /** Seconds that selective recomputation adds to a layer: its attention core, or half its products and all else. */
    double selective(Layout layout, LayerTime layer) {
        return basis.framework().kernels().selective() == Selective.OPERATORS
                ? layer.forward().matrixWork() / 2 + layer.forward().memoryBound()
                : attention.coreAgain(layout);
    }

    /** Forward seconds of low-rank adapters: matrices too thin to fill the GPU, two for each adapted one. */
    private double adapters(Layout layout, int width) {
        if (basis.training().adapter().isEmpty()) {
            return 0;
        }
        double parameters = basis.parameters()
                .adapters(basis.training().adapter().get(), width, layout.mesh().tensor());
        double flops = 2 * basis.training().microBatchTokens(layout) * parameters;
        return flops / (ADAPTER_RATE * basis.rates().matmul(Precision.BF16)) + ADAPTER_KERNELS * basis.rates().floor();
    }

    private static BlockTime matrixWork(double seconds) {
        return new BlockTime(seconds, 0, 0, 0, 0, 0);
    }

    /** What the backward matrix work exceeds the forward one by computes weight gradients. */
    private static LayerTime together(BlockTime forward, BlockTime backward, double floor) {
        return LayerTime.withFloor(forward, backward, floor, backward.matrixWork() - forward.matrixWork());
    }

    private double denseFloor(Layout layout) {
        HostConstants host = basis.calibration().host();
        double collectives = layout.mesh().tensor() > 1 ? 2 * host.collectiveSeconds() : 0;
        return basis.framework().overheads().launchFactor() * (host.layerSeconds() + collectives);
    }
}
