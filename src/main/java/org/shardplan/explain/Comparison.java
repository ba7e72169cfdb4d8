package org.shardplan.explain;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.shardplan.estimate.Estimate;
import org.shardplan.problem.Objective;
import org.shardplan.time.TimePart;

/**
 * How a layout compares with a better one of the same problem.
 *
 * @param best the better one
 * @param other the one that loses
 */
public record Comparison(Estimate best, Estimate other) {

    /**
     * Layouts closer than this are a tie: 5 % is the error with which the time model ranks the layouts of one sweep
     * once a measured run anchors it, so a smaller difference says nothing about which one is faster in reality.
     */
    public static final double TIE_PERCENT = 5;

    private static final double PERCENT = 100;
    private static final double NOTICEABLE_PERCENT = 0.05;

    /** How much worse the other one is by the objective, in percent; not a number if the objective is unknown. */
    public double percent() {
        Objective objective = best.problem().goal().objective();
        double ratio = other.value(objective) / best.value(objective);
        return PERCENT * ((objective.isMaximized() ? 1 / ratio : ratio) - 1);
    }

    /** Whether the model cannot tell the two apart. GPUs can be counted, so their number must be the same. */
    public boolean isTie() {
        if (best.problem().goal().objective() == Objective.GPU_COUNT) {
            return best.gpus() == other.gpus() && slowerPercent() < TIE_PERCENT;
        }
        return percent() < TIE_PERCENT;
    }

    /** How much longer a step takes, in percent. */
    public double slowerPercent() {
        return PERCENT * (other.stepSeconds() / best.stepSeconds() - 1);
    }

    /** Memory the other one leaves free on its fullest GPU beyond what the better one does, in GiB. */
    public double moreFreeGib() {
        return freeGib(other) - freeGib(best);
    }

    private static double freeGib(Estimate estimate) {
        return estimate.pool().gpu().memory().usable().gib() - estimate.memory().totalGib();
    }

    /** The parts of the step that cost more GPU-seconds than in the better one, those that grew most first. */
    public List<Growth> growth() {
        return Stream.of(TimePart.values())
                .map(this::growth)
                .filter(growth -> growth.percentOfBest() > NOTICEABLE_PERCENT)
                .sorted(Comparator.comparingDouble(Growth::percentOfBest).reversed())
                .toList();
    }

    private Growth growth(TimePart part) {
        double grown = other.gpus() * other.time().seconds(part) - best.gpus() * best.time().seconds(part);
        return new Growth(part, PERCENT * grown / (best.gpus() * best.stepSeconds()),
                share(other, part), share(best, part));
    }

    private static double share(Estimate estimate, TimePart part) {
        return PERCENT * estimate.time().seconds(part) / estimate.stepSeconds();
    }

    /**
     * A part of the step that costs more than in the better layout.
     *
     * @param part the part
     * @param percentOfBest what it adds, in percent of the better layout's GPU-seconds
     * @param share its share of the step, in percent
     * @param shareOfBest its share of the better layout's step, in percent
     */
    public record Growth(TimePart part, double percentOfBest, double share, double shareOfBest) {
    }
}
