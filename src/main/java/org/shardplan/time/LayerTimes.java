package org.shardplan.time;

import org.shardplan.layout.Layout;
import org.shardplan.problem.Calibration.HostConstants;
import org.shardplan.problem.MixtureOfExperts;

/** Seconds of a layer: attention block and feed-forward block together, never faster than the host launches them. */
final class LayerTimes {

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
        return together(attentionForward.plus(forward), attentionBackward.plus(backward), denseFloor(layout));
    }

    LayerTime experts(Layout layout, BlockTime attentionForward, BlockTime attentionBackward) {
        MixtureOfExperts mixture = (MixtureOfExperts) basis.model().feedForward();
        BlockTime forward = feedForward.expertForward(layout, mixture);
        BlockTime backward = feedForward.expertBackward(layout, mixture, forward);
        return together(attentionForward.plus(forward), attentionBackward.plus(backward),
                basis.calibration().host().expertLayerSeconds());
    }

    /** Seconds that selective recomputation adds to a layer. */
    double selective(Layout layout) {
        return attention.coreAgain(layout);
    }

    /** Half of the backward matrix work computes weight gradients. */
    private static LayerTime together(BlockTime forward, BlockTime backward, double floor) {
        return LayerTime.withFloor(forward, backward, floor, backward.matrixWork() / 2);
    }

    private double denseFloor(Layout layout) {
        HostConstants host = basis.calibration().host();
        double collectives = layout.mesh().tensor() > 1 ? 2 * host.collectiveSeconds() : 0;
        return basis.framework().overheads().launchFactor() * (host.layerSeconds() + collectives);
    }
}
