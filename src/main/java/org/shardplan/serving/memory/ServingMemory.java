package org.shardplan.serving.memory;

import org.shardplan.units.Bytes;

/**
 * Device memory of the fullest GPU of a replica.
 *
 * @param usable what a process can allocate
 * @param reserved what the problem keeps free, beyond the engine's own share
 * @param weights weights with their scales
 * @param workspace activations, graphs, communication buffers and CUDA context
 * @param keyValues room for keys and values; negative if weights and workspace alone are too much
 * @param perSequence keys and values of one sequence of the problem's lengths, as the engine admits it
 */
public record ServingMemory(
        Bytes usable, Bytes reserved, Bytes weights, Bytes workspace, Bytes keyValues, Bytes perSequence) {

    /** Sequences whose keys and values fit at once on this GPU. */
    public int sequences() {
        return (int) Math.max(0, Math.min(Integer.MAX_VALUE, keyValues.value() / perSequence.value()));
    }

    /** Whether the engine starts: there is room for at least one sequence. */
    public boolean starts() {
        return keyValues.value() >= perSequence.value();
    }
}
