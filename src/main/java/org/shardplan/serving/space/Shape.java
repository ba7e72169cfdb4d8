package org.shardplan.serving.space;

import org.shardplan.layout.Replica;
import org.shardplan.layout.Replica.Batching;
import org.shardplan.layout.Replica.Formats;
import org.shardplan.layout.Replica.Split;

/**
 * A replica of which only the number of sequences is open.
 *
 * @param pool index of the pool in the cluster
 * @param split GPUs and their split
 * @param formats how weights, keys and values are stored
 * @param chunkTokens prompt tokens of one step at most
 */
public record Shape(int pool, Split split, Formats formats, int chunkTokens) {

    public int gpus() {
        return split.gpus();
    }

    /** The replica that runs so many sequences at a time. */
    public Replica replica(int sequences) {
        return new Replica(pool, split, formats, new Batching(sequences, chunkTokens));
    }
}
