package org.shardplan.io.problem;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.shardplan.io.catalogue.GpuReader;
import org.shardplan.io.catalogue.PoolField;
import org.shardplan.io.json.Fields;
import org.shardplan.io.json.ListOf;
import org.shardplan.io.json.Nested;
import org.shardplan.problem.Cluster;
import org.shardplan.problem.Pool;
import org.shardplan.problem.PoolLink;
import org.shardplan.units.Bandwidth;

/** Reads the pools of a cluster, each with a name of its own, and the links between them. */
final class ClusterReader {

    private static final ListOf<Fields> POOLS = new ListOf<>(Nested.OBJECT, 32);
    private static final ListOf<Fields> LINKS = new ListOf<>(Nested.OBJECT, 496);

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
        Cluster unlinked = new Cluster(cluster);
        List<PoolLink> links = new ArrayList<>();
        for (Fields link : fields.optional("links", LINKS, List.of())) {
            links.add(link(link, unlinked));
        }
        return new Cluster(cluster, links);
    }

    static PoolLink link(Fields fields, Cluster cluster) {
        List<Integer> pools = fields.required("pools", new ListOf<>(new PoolField(cluster), 2));
        double rate = fields.required("interPoolGBps", GpuReader.GBPS);
        if (fields.isSound() && new HashSet<>(pools).size() != 2) {
            fields.reject("pools", "name two different pools", "");
        }
        return pools.size() == 2 ? new PoolLink(pools.get(0), pools.get(1), Bandwidth.ofGBps(rate))
                : new PoolLink(0, 0, Bandwidth.ofGBps(rate));
    }

    private Pool named(Fields fields) {
        Pool pool = pools.read(fields, names);
        if (!names.add(pool.name()) && fields.isSound()) {
            fields.reject("name", "differ from the names of the other pools", "");
        }
        return pool;
    }
}
