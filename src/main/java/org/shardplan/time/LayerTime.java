package org.shardplan.time;

/**
 * Seconds of one layer on one micro-batch.
 *
 * @param forward forward pass by part
 * @param backward backward pass by part
 * @param launchForward time the forward pass waits for kernel launches
 * @param launchBackward time the backward pass waits for kernel launches
 * @param weightGradient the share of the backward pass that only the weights wait for
 */
record LayerTime(
        BlockTime forward, BlockTime backward, double launchForward, double launchBackward, double weightGradient) {

    static final LayerTime ABSENT = new LayerTime(
            new BlockTime(0, 0, 0, 0, 0, 0), new BlockTime(0, 0, 0, 0, 0, 0), 0, 0, 0);

    /** The host launches kernels no faster than its floor: what a pass lacks to it is waiting time. */
    static LayerTime withFloor(BlockTime forward, BlockTime backward, double floor, double weightGradient) {
        return new LayerTime(forward, backward, Math.max(0, floor - forward.total()),
                Math.max(0, floor - backward.total()), weightGradient);
    }

    double forwardSeconds() {
        return forward.total() + launchForward;
    }

    double backwardSeconds() {
        return backward.total() + launchBackward;
    }
}
