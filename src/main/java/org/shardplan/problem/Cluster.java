package org.shardplan.problem;

import java.util.List;

/**
 * The pools a job can run on; a job runs on one of them, a mixed pipeline over several.
 *
 * @param pools the pools
 * @param links what the network between pools carries, where that is less than their network cards do
 */
public record Cluster(List<Pool> pools, List<PoolLink> links) {

    public Cluster {
        pools = List.copyOf(pools);
        links = List.copyOf(links);
    }

    /** Pools whose network cards are the only limit between them. */
    public Cluster(List<Pool> pools) {
        this(pools, List.of());
    }
}
