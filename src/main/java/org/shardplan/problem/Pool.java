package org.shardplan.problem;

/**
 * GPUs of one kind in equal nodes on one network.
 *
 * @param name how the report calls it; the GPU's name unless pools share a GPU
 * @param gpu the kind
 * @param inventory GPUs available
 * @param node the server they sit in
 * @param network what connects the servers
 * @param price what a GPU-hour costs here
 */
public record Pool(String name, Gpu gpu, Inventory inventory, Node node, Network network, Price price) {

    public int count() {
        return inventory.count();
    }

    /**
     * GPUs of a pool.
     *
     * @param count GPUs available
     * @param useAll whether a job must use all of them
     */
    public record Inventory(int count, boolean useAll) {
    }

    /**
     * GPUs that reach each other over the scale-up link. A link that spans usual servers (an NVLink rack) keeps its
     * size; one inside a server ends with this pool's nodes.
     */
    public int scaleUpGpus() {
        int linked = gpu.links().scaleUpGpus();
        return linked > gpu.board().gpusPerNode() ? linked : Math.min(linked, node.gpus());
    }

    /** GPUs that reach each other without the network: the node, or the scale-up domain where that is larger. */
    public int domainGpus() {
        return Math.max(node.gpus(), scaleUpGpus());
    }
}
