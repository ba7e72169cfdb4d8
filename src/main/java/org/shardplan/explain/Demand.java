package org.shardplan.explain;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import org.shardplan.layout.Named;
import org.shardplan.problem.Limits.Band;
import org.shardplan.problem.Limits.MemoryRoom;
import org.shardplan.problem.Pool;
import org.shardplan.problem.Problem;
import org.shardplan.units.Bytes;

/**
 * Something a question demands and could do without. In the order in which a conflict rather does without them: choices
 * nobody opened first, then wishes, hardware last.
 */
public enum Demand implements Named {
    GRADIENTS("allow.gradients", true, Opened::gradients),
    OPTIMIZER("allow.optimizer", true, Opened::optimizers),
    OFFLOAD("allow.offload", true, Opened::offload),
    PRECISION("allow.precision", true, Opened::precision),
    SCHEDULE("allow.schedule", true, Opened::schedules),
    RECOMPUTATION("allow.recompute", true, Opened::recomputation),
    ZERO_STAGE("allow.zeroStage", true, Opened::zeroStages),
    EXECUTION("allow.microBatch, sequenceParallel", true, Opened::execution),
    MESH("allow.gpus, tp, pp, dp, cp, ep, etp", true, Opened::mesh),
    USE_ALL("useAll", false, problem -> Relaxed.pools(problem, pool -> Relaxed.count(pool, pool.count()))),
    SPARE_GPUS("limits.spareGpusPercent", false, problem -> Relaxed.spareGpus(problem, 0)),
    MEMORY_BAND("limits.memoryUsePercent", false, problem -> Relaxed.room(problem,
            old -> new MemoryRoom(old.reserve(), Optional.empty(), old.modelGrowth()))),
    MODEL_GROWTH("limits.modelGrowth", false, problem -> Relaxed.room(problem,
            old -> new MemoryRoom(old.reserve(), old.band(), 1))),
    COMMUNICATION("limits.maxCommunicationPercent", false,
            problem -> Relaxed.communication(problem, OptionalDouble.empty())),
    POWER("limits.powerKw", false, problem -> Relaxed.power(problem, OptionalDouble.empty())),
    DEADLINE("limits.deadlineHours", false, problem -> Relaxed.deadline(problem, OptionalDouble.empty())),
    BUDGET("limits.budgetUsd", false, problem -> Relaxed.budget(problem, OptionalDouble.empty())),
    MAX_GPUS("limits.maxGpus", false, problem -> Relaxed.maxGpus(problem, OptionalInt.empty())),
    GPUS("GPUs available", false, problem -> Relaxed.pools(problem, Demand::manyMore)),
    MEMORY("device memory", false, Demand::withPlentyOfMemory);

    /** More than any layout of any model needs on one GPU. */
    private static final double BOUNDLESS = 1e6 * Bytes.PER_GIB;
    private static final int MANY_TIMES = 64;
    private static final int LARGEST_POOL = 1_000_000;

    private final String label;
    private final boolean choice;
    private final UnaryOperator<Problem> without;

    Demand(String label, boolean choice, UnaryOperator<Problem> without) {
        this.label = label;
        this.choice = choice;
        this.without = without;
    }

    /** What the problem file calls it, where it does. */
    @Override
    public String label() {
        return label;
    }

    /** Whether it closes choices; the others are amounts. */
    public boolean isChoice() {
        return choice;
    }

    /** The question without this demand. */
    Problem without(Problem problem) {
        return without.apply(problem);
    }

    /** Whether the question makes this demand. */
    boolean isMadeBy(Problem problem) {
        return !without(problem).equals(problem);
    }

    private static Problem withPlentyOfMemory(Problem problem) {
        Problem larger = Relaxed.pools(problem, pool -> Relaxed.memory(pool, BOUNDLESS));
        return Relaxed.room(larger, old -> new MemoryRoom(old.reserve(),
                old.band().map(band -> new Band(0, band.maxPercent())), old.modelGrowth()));
    }

    private static Pool manyMore(Pool pool) {
        return Relaxed.count(pool, (int) Math.min(LARGEST_POOL, (long) MANY_TIMES * pool.count()));
    }
}
