package org.shardplan.layout;

/**
 * How weights, gradients and optimizer state are kept and exchanged.
 *
 * @param zeroStage what the data-parallel ranks shard
 * @param optimizer precision of the Adam moments
 * @param offloaded whether master weights and moments live in host memory and the CPU updates them
 * @param gradients precision of gradients between data-parallel ranks
 */
public record StateSharding(
        ZeroStage zeroStage, OptimizerPrecision optimizer, boolean offloaded, GradientPrecision gradients) {

    public static StateSharding of(ZeroStage zeroStage) {
        return new StateSharding(zeroStage, OptimizerPrecision.FP32, false, GradientPrecision.FP32);
    }
}
