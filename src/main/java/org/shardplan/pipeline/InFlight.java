package org.shardplan.pipeline;

import org.shardplan.layout.Schedule;

/** Micro-batches whose activations a stage keeps at the same time. */
public final class InFlight {

    private InFlight() {
    }

    /**
     * Micro-batches alive at the peak of one stage, in units of the whole stage's activations.
     *
     * <pre>  1F1B, ZB-H1   min(m, p - i)
     *  interleaved   min(m, (p·(v - 1) + 2·(p - i) - 1) / v)</pre>
     *
     * <p>m micro-batches per step, p stages, i stage index from 0, v chunks per stage.
     * <p>Source: Narayanan et al. 2021, arXiv:2104.04473, section 2.2; for stage 0 the interleaved count equals
     * p·(1 + (p - 1)/(p·v)) of Korthikanti et al. 2022, arXiv:2205.05198, section 4.3. ZB-H1 keeps the memory of 1F1B
     * (Qi et al. 2024, arXiv:2401.10241, table 1).
     * <p>Assumes chunks of equal size.
     */
    public static double microBatches(Schedule schedule, int stages, int index, int microBatches) {
        double alive = schedule.kind() == Schedule.Kind.INTERLEAVED
                ? (stages * (schedule.chunks() - 1.0) + 2.0 * (stages - index) - 1) / schedule.chunks()
                : stages - index;
        return Math.min(microBatches, alive);
    }
}
