package org.shardplan.layout;

/**
 * Equal replicas.
 *
 * @param replica one of them
 * @param count how many
 */
public record ReplicaGroup(Replica replica, int count) {

    public int gpus() {
        return Math.multiplyExact(replica.gpus(), count);
    }
}
