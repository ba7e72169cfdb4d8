package org.shardplan.time;

import org.shardplan.layout.Layout;
import org.shardplan.layout.Mesh;
import org.shardplan.layout.ZeroStage;
import org.shardplan.memory.RankParameters;
import org.shardplan.pipeline.Stage;

/**
 * Seconds in which ranks with the same weights exchange gradients and weights.
 *
 * <pre>  ZeRO-0   2·g            ZeRO-1   g + 2            ZeRO-2   m·g + 2            ZeRO-3   m·g + 4·m</pre>
 *
 * <p>bytes per parameter, times (n - 1)/n over the ring's bandwidth; g bytes of a gradient on the wire, 2 bytes of a
 * gathered weight, m micro-batches, n ranks that hold the same weights. Only trained parameters have gradients; with
 * ZeRO-3 frozen ones are gathered too.
 * <p>Source: Rajbhandari et al. 2020, arXiv:1910.02054, section 7.
 * <p>Assumes ring collectives that fill their bandwidth; ZeRO-3 also pays the latency of three collectives a layer.
 */
final class DataParallelTime {

    private static final int WEIGHT_BYTES = 2;
    /** Share of the compute window that communication can fill. */
    private static final double WINDOW = 0.9;

    private final TimeBasis basis;

    DataParallelTime(TimeBasis basis) {
        this.basis = basis;
    }

    /** Seconds of all exchanges of one step on one stage, hidden or not. */
    double seconds(Layout layout, Stage stage, RankParameters rank) {
        Mesh mesh = layout.mesh();
        int microBatches = basis.training().microBatches(layout);
        double trained = trainedBytes(layout, microBatches);
        double gathered = layout.states().zeroStage().shardsWeights() ? 2.0 * WEIGHT_BYTES * microBatches : 0;
        double dense = trained * rank.trainedDense(stage) + gathered * rank.dense(stage);
        double experts = trained * rank.trainedExperts(stage) + gathered * rank.experts(stage);
        long expertStride = (long) mesh.expert() * mesh.expertTensor();
        return ring(dense, mesh.tensor(), mesh.replicas())
                + (experts > 0 ? ring(experts, expertStride, mesh.expertReplicas()) : 0)
                + latency(layout, stage, microBatches);
    }

    /** What compute cannot hide: the framework's exposed share, and all that exceeds the window it can overlap with. */
    double exposed(Layout layout, double seconds, double microBatchSeconds) {
        double share = basis.framework().overlap().exposedDataParallel();
        int window = layout.states().zeroStage().shardsGradients() ? basis.training().microBatches(layout) : 1;
        double hidden = Math.min((1 - share) * seconds, WINDOW * window * microBatchSeconds);
        return seconds - hidden;
    }

    /** Bytes per trained parameter, gathering sharded weights aside. */
    private static double trainedBytes(Layout layout, int microBatches) {
        int gradient = layout.states().gradients().bytes();
        return switch (layout.states().zeroStage()) {
            case NONE -> 2.0 * gradient;
            case OPTIMIZER -> gradient + WEIGHT_BYTES;
            case GRADIENTS -> (double) microBatches * gradient + WEIGHT_BYTES;
            case WEIGHTS -> (double) microBatches * gradient;
        };
    }

    private double ring(double bytes, long stride, int size) {
        return size == 1 ? 0 : (size - 1.0) / size * bytes / basis.fabric().ring(stride, size);
    }

    private double latency(Layout layout, Stage stage, int microBatches) {
        Mesh mesh = layout.mesh();
        if (layout.states().zeroStage() != ZeroStage.WEIGHTS || mesh.replicas() == 1) {
            return 0;
        }
        return 3.0 * stage.layers() * microBatches * basis.fabric().ringLatency(mesh.tensor(), mesh.replicas());
    }
}
