package org.shardplan.problem;

import java.util.List;

/** The pools a job can run on; a job runs on one of them. */
public record Cluster(List<Pool> pools) {

    public Cluster {
        pools = List.copyOf(pools);
    }
}
