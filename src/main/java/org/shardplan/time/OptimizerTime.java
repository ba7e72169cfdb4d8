package org.shardplan.time;

import org.shardplan.layout.Layout;
import org.shardplan.layout.Mesh;
import org.shardplan.layout.ZeroStage;
import org.shardplan.memory.RankParameters;
import org.shardplan.memory.TrainingMemory;
import org.shardplan.pipeline.Stage;
import org.shardplan.problem.Framework;

/**
 * Seconds of the optimizer step.
 *
 * <pre>  on the GPU   ((14 + 2·moments)·Q/n + 8·Q)/B + fixed
 *  offloaded    (g + 2)·Q/n / PCIe + (14 + 2·moments)·Q/n / host + 8·Q/B + fixed</pre>
 *
 * <p>Q parameters of the rank, n ranks that shard the optimizer; reading and writing master weights, moments,
 * gradients and weights, and clearing gradients.
 * <p>Source: byte counts of Adam; the fixed time is fitted. Offloading as in ZeRO-Offload, arXiv:2101.06840, without
 * its delayed update.
 */
final class OptimizerTime {

    private static final double STATE_BYTES = 14;
    private static final double CLEAR_BYTES = 8;
    private static final double WEIGHT_BYTES = 2;

    private final TimeBasis basis;
    private final TrainingMemory memory;

    OptimizerTime(TimeBasis basis, TrainingMemory memory) {
        this.basis = basis;
        this.memory = memory;
    }

    double seconds(Layout layout, Stage stage, RankParameters rank) {
        Mesh mesh = layout.mesh();
        ZeroStage zero = layout.states().zeroStage();
        double sharded = memory.optimizerParameters(stage, layout, rank);
        double whole = zero.shardsWeights()
                ? sharded
                : rank.trainedDense(stage) + rank.trainedExperts(stage);
        return update(layout, sharded) + CLEAR_BYTES * whole / basis.rates().memory() + broadcast(mesh, zero);
    }

    /** Frameworks that broadcast updated weights rank by rank pay for every rank of the group. */
    private double broadcast(Mesh mesh, ZeroStage zero) {
        Framework.States states = basis.framework().states();
        return zero.shardsOptimizer() ? states.shardSeconds() * states.shards(mesh.replicas()) : 0;
    }

    private double update(Layout layout, double parameters) {
        double bytes = (STATE_BYTES + 2 * layout.states().optimizer().momentBytes()) * parameters;
        if (!layout.states().offloaded()) {
            return bytes / basis.rates().memory();
        }
        double moved = (basis.framework().states().gradientBytes() + WEIGHT_BYTES) * parameters;
        return moved / basis.pool().gpu().links().pcie().bytesPerSecond()
                + bytes / basis.calibration().host().adamBytesPerSecond();
    }
}
