package org.shardplan.problem;

import org.shardplan.units.Bandwidth;

/**
 * The network between nodes.
 *
 * @param perGpu line rate per GPU, one direction
 * @param railGpus GPUs below one leaf or rail switch group; beyond them traffic crosses the spine
 * @param spineShare share of the line rate that the spine carries, 1 if it is not oversubscribed
 */
public record Network(Bandwidth perGpu, int railGpus, double spineShare) {

    /** No spine to cross. */
    public static Network flat(Bandwidth perGpu) {
        return new Network(perGpu, Integer.MAX_VALUE, 1);
    }
}
