package org.shardplan.estimate;

import org.shardplan.memory.ParameterCount;

/**
 * What failures and checkpoints add to a run.
 *
 * <pre>  δ = checkpoint bytes / (nodes · storage bandwidth)      τ = sqrt(2·δ·M)
 *  stretch = (1 + δ/τ) / (1 - (τ/2 + δ + restart)/M)</pre>
 *
 * <p>M hours between interruptions, τ hours between checkpoints, δ hours to write one.
 * <p>Source: Young 1974, "A first order approximation to the optimum checkpoint interval".
 * <p>Assumes independent interruptions, synchronous checkpoints of weights, master weights and moments (14 bytes a
 * parameter).
 *
 * @param run the run they interrupt
 * @param hoursBetween hours between interruptions of the whole job
 */
public record Interruptions(RunEstimate run, double hoursBetween) {

    private static final double CHECKPOINT_BYTES = 14;
    private static final double SECONDS_PER_HOUR = 3600;
    private static final double MINUTES_PER_HOUR = 60;

    /** Hours to write one checkpoint. */
    public double checkpointHours() {
        double bytes = CHECKPOINT_BYTES * new ParameterCount(run.problem().model()).total();
        double nodes = Math.ceil((double) run.mesh().gpus() / run.pool().node().gpus());
        double storage = run.problem().conditions().operations().checkpointPerNode().bytesPerSecond();
        return bytes / (nodes * storage) / SECONDS_PER_HOUR;
    }

    /** Best hours between two checkpoints. */
    public double checkpointIntervalHours() {
        return Math.sqrt(2 * checkpointHours() * hoursBetween);
    }

    /** Whether work between interruptions outweighs what each one loses. */
    public boolean makesProgress() {
        return lostShare() < 1;
    }

    /** Factor on the hours of the run; infinite if it makes no progress. */
    public double stretch() {
        return makesProgress()
                ? (1 + checkpointHours() / checkpointIntervalHours()) / (1 - lostShare())
                : Double.POSITIVE_INFINITY;
    }

    private double lostShare() {
        double restart = run.problem().conditions().operations().restartMinutes() / MINUTES_PER_HOUR;
        return (checkpointIntervalHours() / 2 + checkpointHours() + restart) / hoursBetween;
    }
}
