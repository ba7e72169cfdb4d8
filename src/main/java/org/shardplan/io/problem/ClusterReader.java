package org.shardplan.io.problem;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.shardplan.io.json.Fields;
import org.shardplan.io.json.ListOf;
import org.shardplan.io.json.Nested;
import org.shardplan.problem.Cluster;
import org.shardplan.problem.Pool;

/** Reads the pools of a cluster and sees to it that each has a name of its own. */
final class ClusterReader {

    private static final ListOf<Fields> POOLS = new ListOf<>(Nested.OBJECT, 32);

    private final PoolReader pools;
    private final Set<String> names = new HashSet<>();

    private ClusterReader(PoolReader pools) {
        this.pools = pools;
    }

    static Cluster read(Fields fields, PoolReader pools) {
        ClusterReader reader = new ClusterReader(pools);
        List<Pool> cluster = new ArrayList<>();
        for (Fields pool : fields.required("pools", POOLS)) {
            cluster.add(reader.named(pool));
        }
        return new Cluster(cluster);
    }

    private Pool named(Fields fields) {
        Pool pool = pools.read(fields, names);
        if (!names.add(pool.name()) && fields.isSound()) {
            fields.reject("name", "differ from the names of the other pools", "");
        }
        return pool;
    }
}
