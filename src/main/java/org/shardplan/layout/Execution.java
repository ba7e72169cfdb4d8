package org.shardplan.layout;

/**
 * How one micro-batch runs through the layers of a rank.
 *
 * @param microBatch sequences in one micro-batch
 * @param sequenceParallel whether norms, dropouts and residuals are split along the sequence over the tensor group
 * @param precision precision of the matrix multiplications
 */
public record Execution(int microBatch, boolean sequenceParallel, Precision precision) {
}
