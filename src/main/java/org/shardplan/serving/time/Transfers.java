package org.shardplan.serving.time;

import org.shardplan.problem.KernelRates.Collectives;
import org.shardplan.problem.Pool;

/** Seconds of transfers between the GPUs of a pool. */
public final class Transfers {

    /** Start of one transfer between nodes: 17 us for 2 KiB on H100 (vidur, send/receive). */
    static final double NETWORK_LATENCY = 17e-6;
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

    /** All-reduces over so many neighbouring GPUs. */
    GroupReduce over(int gpus) {
        return new GroupReduce(pool, rates, gpus, network());
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

    /** One GPU to one of another pool, over a network that carries so many bytes per second at most. */
    double across(double bytes, double most) {
        return NETWORK_LATENCY + bytes / Math.min(network(), most * SHARE);
    }

    private double link(int span) {
        return span <= pool.scaleUpGpus()
                ? pool.gpu().links().scaleUp().bytesPerSecond() * rates.pairShare()
                : pool.gpu().links().pcie().bytesPerSecond();
    }

    /**
     * Tokens to their experts and back, the faster of two ways.
     *
     * <pre>  low latency  t0 + 3·T·K·h/bandwidth       a copy for every expert
     *  normal       t1 + 3·T·R·h/bandwidth       R = (e - 1)·(1 - (1 - 1/e)^K) GPUs that a token goes to</pre>
     *
     * <p>T tokens of one GPU, e GPUs, K experts of a token; one byte there, two back.
     * <p>Source: fitted to DeepEP tables of one H100 and one H200 node (aiconfigurator), mean error 11 and 9 %; across
     * nodes the network share is assumed.
     */
    double dispatch(int gpus, double tokens, int topK, double hidden) {
        double remote = (gpus - 1.0) * (1 - Math.pow(1 - 1.0 / gpus, topK));
        double bandwidth = gpus <= pool.scaleUpGpus()
                ? pool.gpu().links().scaleUp().bytesPerSecond() * rates.dispatch().share() : network();
        double perCopy = 3 * tokens * hidden / bandwidth;
        return Math.min(rates.dispatch().lowLatencySeconds() + perCopy * topK,
                rates.dispatch().normalSeconds() + perCopy * remote);
    }

    /** Seconds to move keys and values from one replica to another over so many network cards. */
    public double move(double bytes, int cards) {
        return NETWORK_LATENCY + bytes / (cards * network());
    }
}
