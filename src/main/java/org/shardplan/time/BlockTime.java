package org.shardplan.time;

/**
 * Seconds of one block of a layer (attention or feed-forward) on one micro-batch, one direction.
 *
 * @param matrixWork matrix multiplications
 * @param attention attention core
 * @param memoryBound norms, activation functions, residuals, gradient accumulation
 * @param tensor exposed tensor-parallel communication
 * @param context exposed context-parallel communication
 * @param expert exposed expert-parallel communication
 */
record BlockTime(
        double matrixWork, double attention, double memoryBound, double tensor, double context, double expert) {

    double total() {
        return matrixWork + attention + memoryBound + tensor + context + expert;
    }

    BlockTime plus(BlockTime other) {
        return new BlockTime(matrixWork + other.matrixWork, attention + other.attention,
                memoryBound + other.memoryBound, tensor + other.tensor, context + other.context,
                expert + other.expert);
    }
}
