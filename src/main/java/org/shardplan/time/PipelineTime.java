package org.shardplan.time;

import org.shardplan.layout.Layout;
import org.shardplan.layout.Mesh;
import org.shardplan.layout.Schedule;

/** Seconds a pipeline spends filling, draining and passing activations on. */
final class PipelineTime {

    private static final int BYTES = 2;
    /** Exposed share of transfers of an interleaved schedule with overlapped sends. */
    private static final double INTERLEAVED_EXPOSED = 0.3;

    private final TimeBasis basis;

    PipelineTime(TimeBasis basis) {
        this.basis = basis;
    }

    /**
     * Time the slowest stage stands still while the others fill and drain.
     *
     * <pre>  1F1B          Σ t_i over the other stages
     *  interleaved   Σ t_i / v
     *  ZB-H1         Σ (t_i - w_i - φ·w_i), at least 0      φ = min(1, (m - 1)/(p - 1))</pre>
     *
     * <p>t_i seconds of one micro-batch on stage i, forward and backward; w_i its weight-gradient part; v chunks; φ the
     * share of weight gradients that can be put off into the bubble, all of them if there are as many micro-batches (m)
     * as stages (p). With equal stages and many micro-batches this is (p - 1)·(f + b), (p - 1)·(f + b)/v and
     * (p - 1)·(f + b - 2w).
     * <p>Source: Narayanan et al. 2021, arXiv:2104.04473, section 2.2; Qi et al. 2024, arXiv:2401.10241, table 1; φ from
     * simulated schedules ({@link org.shardplan.pipeline.Timeline}), within 2 % of their length on average.
     */
    static double bubble(Schedule schedule, double others, double othersWeightGradients, double putOff) {
        return switch (schedule.kind()) {
            case ONE_F_ONE_B -> others;
            case INTERLEAVED -> others / schedule.chunks();
            case ZERO_BUBBLE_H1 -> Math.max(0, others - (1 + putOff) * othersWeightGradients);
        };
    }

    /** The share φ of weight gradients that ZB-H1 can put off. */
    static double putOff(int stages, int microBatches) {
        return stages == 1 ? 1 : Math.min(1, (microBatches - 1.0) / (stages - 1));
    }

    /**
     * Exposed transfers between stages: every micro-batch and chunk passes one activation on and one gradient back.
     *
     * <pre>  2·hop·v·m·exposed + 2·hop·(p - 1)</pre>
     */
    double transfers(Layout layout) {
        Mesh mesh = layout.mesh();
        if (mesh.pipeline() == 1) {
            return 0;
        }
        double hop = hop(layout, mesh.gpus());
        Schedule schedule = layout.schedule();
        double exposed = basis.calibration().links().exposedPointToPoint()
                * (schedule.kind() == Schedule.Kind.INTERLEAVED ? INTERLEAVED_EXPOSED : 1);
        double steady = (double) schedule.chunks() * basis.training().microBatches(layout) * exposed;
        return 2 * hop * (steady + mesh.pipeline() - 1);
    }

    /** One activation, or its gradient, on its way to the next stage among so many GPUs. */
    double hop(Layout layout, long span) {
        int split = layout.execution().sequenceParallel() ? layout.mesh().tensor() : 1;
        double bytes = BYTES * basis.training().microBatchTokens(layout) * basis.model().hidden() / split;
        return bytes / basis.fabric().pointToPoint(span) + basis.fabric().latency(span);
    }
}
