package org.shardplan.io.runs;

import java.util.List;
import java.util.Optional;
import org.shardplan.problem.Cluster;
import org.shardplan.problem.Gpu;
import org.shardplan.problem.Network;
import org.shardplan.problem.Node;
import org.shardplan.problem.Pool;
import org.shardplan.problem.Price;
import org.shardplan.units.Bandwidth;
import org.shardplan.units.Bytes;

/** The GPUs of a run. */
final class RunCluster {

    private static final Bytes HOST_MEMORY = Bytes.ofGib(1000);

    private final RunCells cells;
    private final RunTraits traits;

    RunCluster(RunCells cells, RunTraits traits) {
        this.cells = cells;
        this.traits = traits;
    }

    Cluster read(Gpu gpu) {
        int node = cells.whole("gpus_per_node").orElse(gpu.board().gpusPerNode());
        Pool.Inventory inventory = new Pool.Inventory(cells.required("gpus"), false);
        Pool pool = new Pool(gpu.name(), gpu, inventory, new Node(node, HOST_MEMORY),
                Network.flat(network(gpu, node)), Price.UNKNOWN);
        return new Cluster(List.of(pool));
    }

    private Bandwidth network(Gpu gpu, int node) {
        Optional<Bandwidth> told = cells.text("internode").flatMap(words -> RunNetwork.parse(words, node));
        Bandwidth rate = told.orElse(gpu.links().network());
        return traits.get(RunTraits.CONGESTION).map(half -> congested(rate, half, node)).orElse(rate);
    }

    /** A cluster whose network fades with the nodes of a job: rate / (1 + (nodes/half)²). */
    private Bandwidth congested(Bandwidth rate, double half, int gpusPerNode) {
        double nodes = (double) cells.required("gpus") / gpusPerNode;
        return rate.times(1 / (1 + Math.pow(nodes / half, 2)));
    }
}
