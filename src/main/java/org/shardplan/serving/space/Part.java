package org.shardplan.serving.space;

import org.shardplan.layout.ReplicaGroup;

/**
 * Replicas of one shape.
 *
 * @param shape the shape
 * @param count how many
 */
public record Part(Shape shape, int count) {

    public int gpus() {
        return shape.gpus() * count;
    }

    /** The group whose replicas run so many sequences at a time. */
    public ReplicaGroup group(int sequences) {
        return new ReplicaGroup(shape.replica(sequences), count);
    }
}
