package org.shardplan.layout;

/**
 * One complete answer to "how do we train this": everything that is decided, nothing that follows from it.
 *
 * @param mesh GPUs and their split
 * @param execution how a micro-batch runs through a layer
 * @param schedule how the pipeline is filled
 * @param recomputation what is computed twice to save memory
 * @param states how weights, gradients and optimizer state are kept
 */
public record Layout(
        Mesh mesh, Execution execution, Schedule schedule, Recomputation recomputation, StateSharding states) {

    public Layout with(Recomputation other) {
        return new Layout(mesh, execution, schedule, other, states);
    }

    public Layout with(Schedule other) {
        return new Layout(mesh, execution, other, recomputation, states);
    }

    public Layout with(StateSharding other) {
        return new Layout(mesh, execution, schedule, recomputation, other);
    }

    public Layout with(Execution other) {
        return new Layout(mesh, other, schedule, recomputation, states);
    }

    public Layout with(Mesh other) {
        return new Layout(other, execution, schedule, recomputation, states);
    }
}
