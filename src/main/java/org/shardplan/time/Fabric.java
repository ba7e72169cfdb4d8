package org.shardplan.time;

import org.shardplan.problem.Calibration.LinkConstants;
import org.shardplan.problem.MixtureOfExperts.Routing;
import org.shardplan.problem.Pool;

/**
 * The links of a pool, as groups of ranks see them.
 *
 * <p>A group is described by its stride (distance of neighbours in rank order) and its size; it spans
 * {@code stride · size} consecutive ranks. The tier it crosses follows from that span: the scale-up domain (NVLink),
 * PCIe inside a node without such a domain, the rail network, or the spine above it.
 */
public final class Fabric {

    /** Share of PCIe bandwidth a ring of 2, 4 or 8 GPUs reaches through host bridges: 19, 4, 2 of 32 GB/s on L40S. */
    private static final double PCIE_PAIR = 0.6;
    private static final double PCIE_FOUR = 0.125;
    private static final double PCIE_EIGHT = 0.0625;

    /**
     * Seconds that each member of a large ring delays its neighbour, in the same node and across nodes.
     *
     * <p>Source: latencies of NCCL's Simple protocol in its tuning tables (src/graph/tuning.cc).
     */
    private static final double NODE_HOP = 3.4e-6;
    private static final double NETWORK_HOP = 14e-6;

    private final LinkConstants constants;
    private final int scaleUpGpus;
    private final int nodeGpus;
    private final int domainGpus;
    private final long railGpus;
    private final double scaleUp;
    private final double scaleUpAllToAll;
    private final double pcie;
    private final double network;
    private final double spineShare;

    Fabric(Pool pool, LinkConstants constants) {
        this.constants = constants;
        this.scaleUpGpus = pool.scaleUpGpus();
        this.nodeGpus = pool.node().gpus();
        this.domainGpus = pool.domainGpus();
        this.railGpus = pool.network().railGpus();
        this.scaleUp = pool.gpu().links().scaleUp().bytesPerSecond() * constants.scaleUp();
        this.scaleUpAllToAll = pool.gpu().links().scaleUp().bytesPerSecond() * constants.scaleUpAllToAll();
        this.pcie = pool.gpu().links().pcie().bytesPerSecond();
        this.network = pool.network().perGpu().bytesPerSecond() * constants.network();
        this.spineShare = pool.network().spineShare();
    }

    /** Whether all ranks of the span reach each other without the network. */
    boolean isInsideDomain(long span) {
        return span <= domainGpus;
    }

    /**
     * Bytes per second of a ring over the group: its bus bandwidth.
     *
     * <p>Inside a domain the scale-up bus; across nodes the smaller of that bus and the network cards of the group's
     * members in one node together.
     */
    double ring(long stride, int size) {
        long span = stride * size;
        if (isInsideDomain(span)) {
            return insideDomain((int) span);
        }
        double cards = Math.max(1, Math.min(size, domainGpus / stride)) * networkPerGpu(span);
        double members = domainGpus / stride;
        return members <= 1 ? cards : Math.min(insideDomain(domainGpus), cards);
    }

    /** Bytes per second from one rank to another at this distance. */
    double pointToPoint(long span) {
        if (!isInsideDomain(span)) {
            return networkPerGpu(span);
        }
        return span <= scaleUpGpus ? scaleUp : pcie * PCIE_PAIR;
    }

    /** Seconds until a collective over this span starts to move data. */
    double latency(long span) {
        return isInsideDomain(span) ? constants.latencySeconds() : constants.networkLatencySeconds();
    }

    /**
     * Seconds until a gather or scatter over a group has reached its last rank.
     *
     * <pre>  latency + (N - 1)·network hop + (n - N)·node hop</pre>
     *
     * <p>n ranks of the group, N domains they span; inside one domain the latency alone. Gathers and scatters run as
     * rings at any size: their latency grows with the group, whatever the bandwidth.
     * <p>Source: measured for FSDP on up to 2,048 H100 in arXiv:2411.13055, section 4.
     */
    double ringLatency(long stride, int size) {
        long span = stride * size;
        if (isInsideDomain(span)) {
            return constants.latencySeconds();
        }
        double domains = Math.ceil((double) span / domainGpus);
        return constants.networkLatencySeconds() + (domains - 1) * NETWORK_HOP
                + Math.max(0, size - domains) * NODE_HOP;
    }

    /**
     * Seconds to send every token's hidden state to its experts, one way.
     *
     * <pre>  inside a domain   rows·K·(e - 1)/e · bytes / all-to-all bandwidth + latency
     *  across            the larger of that and
     *                    rows·min(N·(1 - (1 - 1/N)^K), G)·(N - 1)/N · bytes / network + latency</pre>
     *
     * <p>rows tokens of the rank, K experts per token, e ranks of the group, N domains they span, G groups that routing
     * is limited to. Across nodes copies to the same node travel once: the factor is the expected number of different
     * nodes among K random experts. Both hops run at the same time.
     * <p>Source: DeepEP (hierarchical dispatch); node-limited routing of DeepSeek-V3, arXiv:2412.19437, section 2.1.2.
     */
    double allToAllSeconds(long stride, int size, double rows, Routing routing, double bytes) {
        long span = stride * size;
        double inside = rows * routing.topK() * (size - 1.0) / size * bytes / allToAllInside(span);
        if (isInsideDomain(span)) {
            return inside + constants.allToAllLatencySeconds();
        }
        double domains = Math.max((double) span / domainGpus, 2);
        double visited = different(domains, routing.topK());
        double limited = routing.groups() == 0 ? visited : Math.min(visited, routing.groups());
        double across = rows * limited * (domains - 1) / domains * bytes / networkPerGpu(span);
        return Math.max(across, inside) + constants.allToAllLatencySeconds();
    }

    /** Expected number of different places among so many that K random choices hit. */
    private static double different(double places, int choices) {
        return places * (1 - Math.pow(1 - 1 / places, choices));
    }

    private double allToAllInside(long span) {
        return Math.min(span, domainGpus) <= scaleUpGpus ? scaleUpAllToAll : pcieRing((int) Math.min(span, nodeGpus));
    }

    private double insideDomain(int span) {
        return span <= scaleUpGpus ? scaleUp : pcieRing(Math.min(span, nodeGpus));
    }

    private double pcieRing(int span) {
        return pcie * (span <= 2 ? PCIE_PAIR : span <= 4 ? PCIE_FOUR : PCIE_EIGHT);
    }

    private double networkPerGpu(long span) {
        return span <= railGpus ? network : network * spineShare;
    }
}
