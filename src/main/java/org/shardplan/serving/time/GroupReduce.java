package org.shardplan.serving.time;

import java.util.SortedMap;
import org.shardplan.problem.Curve;
import org.shardplan.problem.KernelRates.AllReduce;
import org.shardplan.problem.KernelRates.Collectives;
import org.shardplan.problem.Pool;
import org.shardplan.units.Bandwidth;

/** Seconds of all-reduces over one group of neighbouring GPUs. */
final class GroupReduce {

    /** Share of a link that reads from all peers at once reach: Llama-3.1-70B over 8 H200 and 8 B200, TensorRT-LLM. */
    private static final double ONE_SHOT_SHARE = 0.5;
    /** GPUs that such kernels are made for at most. */
    private static final int MOST_PEERS = 16;

    private final int gpus;
    private final int together;
    private final double nodes;
    private final double skew;
    private final Curve curve;
    private final double floor;
    private final double scale;
    private final double network;
    private final Bandwidth link;
    private final boolean linked;

    /**
     * A group.
     *
     * @param network bytes per second of one GPU's network share
     */
    GroupReduce(Pool pool, Collectives rates, int gpus, double network) {
        this.gpus = gpus;
        this.together = Math.min(gpus, pool.domainGpus());
        this.nodes = Math.ceil((double) gpus / together);
        this.skew = rates.skewSeconds();
        this.network = network;
        this.linked = together <= pool.scaleUpGpus();
        AllReduce table = linked ? rates.scaleUp() : rates.host();
        this.link = linked ? pool.gpu().links().scaleUp() : pool.gpu().links().pcie();
        this.curve = curve(table.seconds(), together);
        this.floor = curve.at(0);
        this.scale = table.gBps() / link.gBps() * beyond(table.seconds().lastKey(), together);
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

    /**
     * One all-reduce; none over a single GPU.
     *
     * <pre>  inside a domain  the measured curve, its part above the floor scaled by link bandwidth
     *  across N nodes   that over the GPUs of one, and 2·(N - 1)/N·bytes over one GPU's network share</pre>
     *
     * <p>Source: all-reduce tables in CUDA graphs (aiconfigurator, vLLM); over PCIe those of L40S. Across nodes the
     * messages of serving were measured to use one network card (vidur, 2 to 16 A100: 64 MiB in 5.5 to 17 ms); no
     * serving run was measured there.
     */
    double seconds(double bytes) {
        if (gpus == 1) {
            return 0;
        }
        double inside = together == 1 ? 0 : floor + (curve.at(bytes) - floor) * scale;
        double across = 2 * Transfers.NETWORK_LATENCY + 2 * (nodes - 1) / nodes * bytes / network;
        return skew + inside + (nodes == 1 ? 0 : across);
    }

    /**
     * One all-reduce in which every GPU reads the whole message of every other; as any other where not all are linked.
     *
     * <pre>  floor + (n - 1)·bytes/(link·share)</pre>
     *
     * <p>Such kernels also normalize the sum, which saves about the wait that other all-reduces have.
     * <p>Source: TensorRT-LLM's fused all-reduces (kOneShotMaxToken in allReduceFusionKernels.h); the share is judged
     * from published runs.
     */
    double oneShotSeconds(double bytes) {
        if (gpus == 1 || gpus > MOST_PEERS || nodes > 1 || !linked) {
            return seconds(bytes);
        }
        return floor + (gpus - 1) * bytes / (link.bytesPerSecond() * ONE_SHOT_SHARE);
    }
}
