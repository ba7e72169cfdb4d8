package org.shardplan.measured;

import java.util.List;
import org.shardplan.estimate.Fit;

/**
 * How often each verdict on memory met which outcome.
 *
 * @param ran verdicts on runs that ran
 * @param outOfMemory verdicts on runs that ran out of memory
 */
public record MemoryVerdicts(Counts ran, Counts outOfMemory) {

    private static final double PERCENT = 100;

    /** How often each verdict was given. */
    public record Counts(int fits, int tight, int doesNotFit) {

        int total() {
            return fits + tight + doesNotFit;
        }
    }

    /** Of all runs that are known to have run or not to have run and whose report tells what was recomputed. */
    static MemoryVerdicts of(List<Replay> replays) {
        List<Replay> known = replays.stream()
                .filter(replay -> replay.run().observation().tellsWhetherItFits())
                .filter(replay -> replay.run().setup().recomputationTold()).toList();
        return new MemoryVerdicts(counts(known, false), counts(known, true));
    }

    private static Counts counts(List<Replay> replays, boolean outOfMemory) {
        List<Fit> verdicts = replays.stream()
                .filter(replay -> replay.run().observation().outOfMemory() == outOfMemory)
                .map(replay -> replay.prediction().fit()).toList();
        return new Counts(count(verdicts, Fit.FITS), count(verdicts, Fit.TIGHT), count(verdicts, Fit.DOES_NOT_FIT));
    }

    private static int count(List<Fit> verdicts, Fit fit) {
        return (int) verdicts.stream().filter(verdict -> verdict == fit).count();
    }

    public int total() {
        return ran.total() + outOfMemory.total();
    }

    /** Right verdicts over clear ones, in percent; "tight" is neither right nor wrong. */
    public double accuracyPercent() {
        int clear = total() - ran.tight() - outOfMemory.tight();
        return PERCENT * (ran.fits() + outOfMemory.doesNotFit()) / clear;
    }

    public double tightPercent() {
        return PERCENT * (ran.tight() + outOfMemory.tight()) / total();
    }
}
