package org.shardplan.serving.time;

import java.util.SortedMap;
import org.shardplan.problem.Curve;
import org.shardplan.problem.KernelRates.AllReduce;
import org.shardplan.problem.KernelRates.Collectives;
import org.shardplan.problem.Pool;

/** Seconds of transfers between the GPUs of a pool. */
public final class Transfers {

    /** Start of one transfer between nodes: 17 us for 2 KiB on H100 (vidur, send/receive). */
    private static final double NETWORK_LATENCY = 17e-6;
    /** Start of one transfer inside a node: 5 us for 2 KiB on H100 (vidur, send/receive). */
    private static final double LATENCY = 5e-6;
    /** Share of line rate that a transfer reaches: 64 MiB in 193 us over NVLink, 1,871 us over InfiniBand (vidur). */
    private static final double SHARE = 0.75;

    private final Pool pool;
    private final Collectives rates;

    public Transfers(Pool pool, Collectives rates) {
        this.pool = pool;
        this.rates = rates;
    }

    /**
     * All-reduce over neighbouring GPUs.
     *
     * <pre>  inside a domain  the measured curve, its part above the floor scaled by link bandwidth
     *  across N nodes   that over the g GPUs of one, and 2·(N - 1)/N·bytes/g over each GPU's network share</pre>
     *
     * <p>Source: all-reduce tables in CUDA graphs (aiconfigurator, vLLM); over PCIe those of L40S. Several nodes are
     * assumed to reduce in each node first; no serving run was measured there.
     */
    double allReduce(int gpus, double bytes) {
        if (gpus == 1) {
            return 0;
        }
        int together = Math.min(gpus, pool.domainGpus());
        double inside = together == 1 ? 0 : inside(together, bytes);
        double nodes = Math.ceil((double) gpus / together);
        return rates.skewSeconds() + inside + (nodes == 1 ? 0 : across(nodes, bytes / together));
    }

    private double inside(int gpus, double bytes) {
        boolean linked = gpus <= pool.scaleUpGpus();
        AllReduce table = linked ? rates.scaleUp() : rates.host();
        double link = (linked ? pool.gpu().links().scaleUp() : pool.gpu().links().pcie()).gBps();
        Curve curve = curve(table.seconds(), gpus);
        double floor = curve.at(0);
        return floor + (curve.at(bytes) - floor) * table.gBps() / link * beyond(table.seconds().lastKey(), gpus);
    }

    /** The curve of that many GPUs, or of the next larger number measured, or of the largest. */
    private static Curve curve(SortedMap<Integer, Curve> curves, int gpus) {
        SortedMap<Integer, Curve> larger = curves.tailMap(gpus);
        return curves.get(larger.isEmpty() ? curves.lastKey() : larger.firstKey());
    }

    /** A ring of n moves (n - 1)/n of a message twice. */
    private static double beyond(int measured, int gpus) {
        return gpus <= measured ? 1 : (gpus - 1.0) / gpus * measured / (measured - 1.0);
    }

    private double across(double nodes, double bytes) {
        return 2 * NETWORK_LATENCY + 2 * (nodes - 1) / nodes * bytes / network();
    }

    private double network() {
        return pool.network().perGpu().bytesPerSecond() * SHARE;
    }

    /**
     * One GPU to another.
     *
     * @param distance GPUs between them in rank order, plus one
     */
    double hop(int distance, double bytes) {
        return distance < pool.domainGpus()
                ? LATENCY + bytes / (link(distance + 1) * SHARE)
                : NETWORK_LATENCY + bytes / network();
    }

    private double link(int span) {
        return (span <= pool.scaleUpGpus() ? pool.gpu().links().scaleUp() : pool.gpu().links().pcie())
                .bytesPerSecond();
    }

    /**
     * Tokens to their experts and back.
     *
     * <pre>  floor + 3·T·R·h/bandwidth      R = (e - 1)·(1 - (1 - 1/e)^K) GPUs that a token goes to</pre>
     *
     * <p>T tokens of one GPU, e GPUs, K experts of a token; one byte there, two back.
     * <p>Source: DeepEP tables of one H100 node (aiconfigurator); across nodes the network share is assumed.
     */
    double dispatch(int gpus, double tokens, int topK, double hidden) {
        double remote = (gpus - 1.0) * (1 - Math.pow(1 - 1.0 / gpus, topK));
        double bandwidth = gpus <= pool.scaleUpGpus()
                ? pool.gpu().links().scaleUp().bytesPerSecond() * rates.dispatch().share() : network();
        return rates.dispatch().floorSeconds() + 3 * tokens * remote * hidden / bandwidth;
    }

    /** Seconds to move keys and values from one replica to another over so many network cards. */
    public double move(double bytes, int cards) {
        return NETWORK_LATENCY + bytes / (cards * network());
    }
}
