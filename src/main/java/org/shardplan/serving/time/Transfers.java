package org.shardplan.serving.time;

import org.shardplan.problem.KernelRates.Collectives;
import org.shardplan.problem.MixtureOfExperts.Routing;
import org.shardplan.problem.Pool;

/** Seconds of transfers between the GPUs of a pool. */
public final class Transfers {

    /** Start of one transfer between nodes: 17 us for 2 KiB on H100 (vidur, send/receive). */
    static final double NETWORK_LATENCY = 17e-6;
    /** Start of one transfer inside a node: 5 us for 2 KiB on H100 (vidur, send/receive). */
    private static final double LATENCY = 5e-6;
    /** Share of line rate that a transfer reaches: 64 MiB in 193 us over NVLink, 1,871 us over InfiniBand (vidur). */
    private static final double SHARE = 0.75;

    /** What DeepEP's low latency kernels are given room for at most (DeepEP README, SGLang's settings). */
    private static final double LOW_LATENCY_TOKENS = 256;
    private static final double BYTES_THERE_AND_BACK = 3;

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
     * Tokens to their experts and back: inside a node the faster of two ways, across nodes low latency for up to 256
     * tokens and the other way for more, which then takes no less.
     *
     * <pre>  low latency  t0 + 3·T·h·K/bandwidth                a copy for every expert
     *  normal       t1 + 3·T·h·max(G/link, N/network)     a copy for every node, and there for every GPU</pre>
     *
     * <p>T tokens of one GPU, K experts of a token, (1 - 1/nodes) of which are on other nodes; one byte there, two back.
     * G and N: the other GPUs and nodes that a token goes to.
     * <p>Source: fitted to DeepEP tables of one H100 and one H200 node (aiconfigurator), mean error 11 and 9 %; across
     * nodes of H800 DeepEP's own tables: 128 tokens over 16 to 128 GPUs in 313, 428, 487 and 561 us, here 315 to 573.
     */
    double dispatch(int gpus, double tokens, Routing routing, double hidden) {
        double bytes = BYTES_THERE_AND_BACK * hidden;
        return gpus > pool.domainGpus() ? across(tokens, bytes, gpus, routing)
                : inside(gpus, tokens * bytes, routing.topK());
    }

    private double inside(int gpus, double bytes, int topK) {
        double link = gpus <= pool.scaleUpGpus() ? linked() : network();
        return Math.min(rates.dispatch().lowLatencySeconds() + bytes * topK / link,
                rates.dispatch().normalSeconds() + bytes * others(gpus, topK) / link);
    }

    private double across(double tokens, double bytes, int gpus, Routing routing) {
        double nodes = Math.ceil((double) gpus / pool.domainGpus());
        double few = rates.dispatch().lowLatencySeconds()
                + Math.min(tokens, LOW_LATENCY_TOKENS) * bytes * routing.topK() * (1 - 1 / nodes) / network();
        double many = rates.dispatch().normalSeconds()
                + tokens * bytes * Math.max(others(gpus, routing.topK()) / linked(), nodes(nodes, routing) / network());
        return tokens <= LOW_LATENCY_TOKENS ? few : Math.max(few, many);
    }

    private double linked() {
        return pool.scaleUpGpus() > 1 ? pool.gpu().links().scaleUp().bytesPerSecond() * rates.dispatch().share()
                : network();
    }

    /** Of so many, the others that a token's experts are spread over on average: (n - 1)·(1 - (1 - 1/n)^K). */
    private static double others(double all, int topK) {
        return (all - 1) * (1 - Math.pow(1 - 1 / all, topK));
    }

    /** Routing that is limited to groups of experts reaches no more nodes than groups. */
    private static double nodes(double all, Routing routing) {
        double limit = routing.groups() > 0 ? routing.groups() * (1 - 1 / all) : all;
        return Math.min(others(all, routing.topK()), limit);
    }

    /** Seconds to move keys and values from one replica to another over so many network cards. */
    public double move(double bytes, int cards) {
        return NETWORK_LATENCY + bytes / (cards * network());
    }
}
