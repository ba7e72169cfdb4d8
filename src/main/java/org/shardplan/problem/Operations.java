package org.shardplan.problem;

import org.shardplan.units.Bandwidth;

/**
 * What running for days costs beyond the steps: failures, checkpoints, power of whole servers.
 *
 * @param gpuHoursBetweenFailures GPU-hours between hardware interruptions of a job
 * @param spotNodeHoursBetweenReclaims node-hours between spot reclaims
 * @param checkpointPerNode storage bandwidth one node writes checkpoints with
 * @param restartMinutes time from an interruption to the first new step
 * @param power power of servers
 */
public record Operations(
        double gpuHoursBetweenFailures, double spotNodeHoursBetweenReclaims, Bandwidth checkpointPerNode,
        double restartMinutes, Power power) {

    /**
     * 50,700 GPU-hours: 419 unexpected interruptions in 54 days on 16,384 H100 (Llama 3, arXiv:2407.21783, section
     * 3.3.4). Spot reclaims, storage and restart are assumptions, printed as such.
     */
    public static final Operations DEFAULT =
            new Operations(50_700, 720, Bandwidth.ofGBps(2), 10, new Power(1.8, 0.8));

    /**
     * Power of a server's share per GPU.
     *
     * @param serverFactor server rating over the sum of its GPUs' TDP: 10.2 kW over 8 · 700 W in a DGX H100
     * @param averageLoad average draw over rating while it works
     */
    public record Power(double serverFactor, double averageLoad) {
    }
}
