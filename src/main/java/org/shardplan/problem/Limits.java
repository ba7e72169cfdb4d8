package org.shardplan.problem;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.shardplan.units.Bytes;

/**
 * What an answer may use at most.
 *
 * @param resources GPUs and power
 * @param spending money and time of the whole run
 * @param memory what must stay free on every GPU
 * @param maxCommunicationPercent largest share of the step spent in exposed communication
 */
public record Limits(
        Resources resources, Spending spending, MemoryRoom memory, OptionalDouble maxCommunicationPercent) {

    public static final Limits NONE = new Limits(
            new Resources(OptionalInt.empty(), 0, OptionalDouble.empty()),
            new Spending(OptionalDouble.empty(), OptionalDouble.empty()),
            new MemoryRoom(Optional.empty(), Optional.empty(), 1),
            OptionalDouble.empty());

    /**
     * Hardware limits.
     *
     * @param maxGpus GPUs to use at most
     * @param spareGpusPercent share of the pool kept free for failures
     * @param powerKw power the servers may draw
     */
    public record Resources(OptionalInt maxGpus, double spareGpusPercent, OptionalDouble powerKw) {
    }

    /**
     * Limits of the whole run.
     *
     * @param budgetUsd money, on demand
     * @param deadlineHours wall-clock hours
     */
    public record Spending(OptionalDouble budgetUsd, OptionalDouble deadlineHours) {
    }

    /**
     * Room to leave in device memory.
     *
     * @param reserve kept free on every GPU; empty means the careful default
     * @param band share of usable memory to stay within
     * @param modelGrowth factor by which the model could grow and still fit, 1 for none
     */
    public record MemoryRoom(Optional<Bytes> reserve, Optional<Band> band, double modelGrowth) {
    }

    /** A band of percent, both ends included. */
    public record Band(double minPercent, double maxPercent) {
    }
}
