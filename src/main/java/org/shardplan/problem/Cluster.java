package org.shardplan.problem;

import java.util.List;
import java.util.Optional;
import org.shardplan.units.Bandwidth;

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

    /** What the network between two pools carries per GPU, if the problem says so. */
    public Optional<Bandwidth> link(int one, int other) {
        return links.stream().filter(link -> link.joins(one, other)).map(PoolLink::perGpu).findFirst();
    }

    /** Pools whose network cards are the only limit between them. */
    public Cluster(List<Pool> pools) {
        this(pools, List.of());
    }
}
