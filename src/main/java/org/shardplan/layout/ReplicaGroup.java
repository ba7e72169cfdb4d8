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

    /** Nodes of so many GPUs it fills: small replicas share nodes, but none lies in two. */
    public double nodes(int gpusPerNode) {
        return replica.gpus() > gpusPerNode
                ? (double) gpus() / gpusPerNode : (double) count / (gpusPerNode / replica.gpus());
    }
}
