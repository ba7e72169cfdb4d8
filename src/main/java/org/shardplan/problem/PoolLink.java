package org.shardplan.problem;

import org.shardplan.units.Bandwidth;

/**
 * What the network between two pools carries, where that is less than their network cards do.
 *
 * @param first index of one pool
 * @param second index of the other
 * @param perGpu rate per GPU, one direction
 */
public record PoolLink(int first, int second, Bandwidth perGpu) {

    public boolean joins(int one, int other) {
        return first == one && second == other || first == other && second == one;
    }
}
