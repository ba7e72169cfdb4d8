package org.shardplan.serving.time;

import org.shardplan.layout.Replica;

/**
 * Stages of one kind whose layers are open.
 *
 * @param kind the replica that the whole pipeline would be if it were made of them
 * @param stages how many
 * @param leastLayers layers of all of them together at least
 * @param mostLayers layers of all of them together at most
 */
public record AlikeStages(Replica kind, int stages, int leastLayers, int mostLayers) {

    /** The same with just so many layers. */
    public AlikeStages with(int layers) {
        return new AlikeStages(kind, stages, layers, layers);
    }
}
