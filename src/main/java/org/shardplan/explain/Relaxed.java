package org.shardplan.explain;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import org.shardplan.problem.Cluster;
import org.shardplan.problem.Goal;
import org.shardplan.problem.Gpu;
import org.shardplan.problem.Limits;
import org.shardplan.problem.Limits.MemoryRoom;
import org.shardplan.problem.Limits.Resources;
import org.shardplan.problem.Limits.Spending;
import org.shardplan.problem.Objective;
import org.shardplan.problem.Pool;
import org.shardplan.problem.Pool.Inventory;
import org.shardplan.problem.Problem;
import org.shardplan.units.Bytes;

/** The same question with one thing different. */
final class Relaxed {

    private Relaxed() {
    }

    static Problem pools(Problem problem, UnaryOperator<Pool> change) {
        return problem.with(new Cluster(problem.cluster().pools().stream().map(change).toList()));
    }

    /** With one pool only. */
    static Problem only(Problem problem, Pool pool) {
        return problem.with(new Cluster(List.of(pool)));
    }

    static Pool count(Pool pool, int count) {
        return new Pool(pool.name(), pool.gpu(), new Inventory(count, false), pool.node(), pool.network(),
                pool.price());
    }

    /** The pool with so many more bytes on every GPU. */
    static Pool memory(Pool pool, double moreBytes) {
        Gpu gpu = pool.gpu();
        Gpu.Memory memory = new Gpu.Memory(new Bytes(gpu.memory().usable().value() + moreBytes),
                gpu.memory().bandwidth());
        return gpu(pool, new Gpu(gpu.name(), gpu.architecture(), gpu.peaks(), memory, gpu.links(), gpu.board(),
                gpu.provenance()));
    }

    static Pool gpu(Pool pool, Gpu gpu) {
        return new Pool(pool.name(), gpu, pool.inventory(), pool.node(), pool.network(), pool.price());
    }

    static Problem objective(Problem problem, Objective objective) {
        return problem.with(new Goal(objective, problem.goal().limits(), problem.goal().allowed()));
    }

    static Problem limits(Problem problem, UnaryOperator<Limits> change) {
        Goal goal = problem.goal();
        return problem.with(new Goal(goal.objective(), change.apply(goal.limits()), goal.allowed()));
    }

    static Problem resources(Problem problem, UnaryOperator<Resources> change) {
        return limits(problem, limits -> new Limits(change.apply(limits.resources()), limits.spending(),
                limits.memory(), limits.maxCommunicationPercent()));
    }

    static Problem maxGpus(Problem problem, OptionalInt most) {
        return resources(problem, old -> new Resources(most, old.spareGpusPercent(), old.powerKw()));
    }

    static Problem spareGpus(Problem problem, double percent) {
        return resources(problem, old -> new Resources(old.maxGpus(), percent, old.powerKw()));
    }

    static Problem power(Problem problem, OptionalDouble kilowatts) {
        return resources(problem, old -> new Resources(old.maxGpus(), old.spareGpusPercent(), kilowatts));
    }

    static Problem spending(Problem problem, OptionalDouble budget, OptionalDouble deadline) {
        return limits(problem, limits -> new Limits(limits.resources(), new Spending(budget, deadline),
                limits.memory(), limits.maxCommunicationPercent()));
    }

    static Problem budget(Problem problem, OptionalDouble usd) {
        return spending(problem, usd, problem.goal().limits().spending().deadlineHours());
    }

    static Problem deadline(Problem problem, OptionalDouble hours) {
        return spending(problem, problem.goal().limits().spending().budgetUsd(), hours);
    }

    static Problem room(Problem problem, UnaryOperator<MemoryRoom> change) {
        return limits(problem, limits -> new Limits(limits.resources(), limits.spending(),
                change.apply(limits.memory()), limits.maxCommunicationPercent()));
    }

    static Problem reserve(Problem problem, Optional<Bytes> reserve) {
        return room(problem, old -> new MemoryRoom(reserve, old.band(), old.modelGrowth()));
    }

    static Problem communication(Problem problem, OptionalDouble percent) {
        return limits(problem, limits -> new Limits(limits.resources(), limits.spending(), limits.memory(), percent));
    }
}
