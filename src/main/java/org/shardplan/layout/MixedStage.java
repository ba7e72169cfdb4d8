package org.shardplan.layout;

/**
 * One stage of a mixed pipeline.
 *
 * @param pool index of the pool in the cluster
 * @param nodes whole nodes of that pool
 * @param tensor tensor-parallel degree: GPUs of the nodes over the data-parallel width
 * @param sequenceParallel whether norms, dropouts and residuals are split over the tensor group
 * @param layers transformer layers it holds
 * @param recomputation what it computes twice
 */
public record MixedStage(
        int pool, int nodes, int tensor, boolean sequenceParallel, int layers, Recomputation recomputation) {
}
