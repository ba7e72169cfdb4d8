package org.shardplan.serving.solver;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import org.shardplan.problem.Cluster;
import org.shardplan.problem.Limits.Resources;
import org.shardplan.problem.Pool;
import org.shardplan.problem.ServiceLevels;
import org.shardplan.problem.Serving;
import org.shardplan.problem.ServingAllowed;
import org.shardplan.problem.ServingGoal;
import org.shardplan.problem.ServingLimits;
import org.shardplan.problem.ServingObjective;
import org.shardplan.problem.ServingProblem;
import org.shardplan.serving.rule.ServiceLevel;

/** The same serving question with one thing different. */
public final class Relaxed {

    private static final int LARGEST_POOL = 1_000_000;

    private Relaxed() {
    }

    /** With another limit of one service level. */
    public static ServingProblem level(ServingProblem problem, ServiceLevel level, double milliseconds) {
        return level(problem, level, OptionalDouble.of(milliseconds));
    }

    /** With another limit of one service level, or none. */
    static ServingProblem level(ServingProblem problem, ServiceLevel level, OptionalDouble other) {
        Serving serving = problem.serving();
        ServiceLevels old = serving.levels();
        ServiceLevels levels = switch (level) {
            case TTFT -> new ServiceLevels(other, old.tpotMs(), old.endToEndMs(), old.percentile());
            case TPOT -> new ServiceLevels(old.ttftMs(), other, old.endToEndMs(), old.percentile());
            case END_TO_END -> new ServiceLevels(old.ttftMs(), old.tpotMs(), other, old.percentile());
        };
        return problem.with(new Serving(serving.lengths(), serving.load(), levels, serving.shortcuts()));
    }

    /** With other numbers of GPUs. */
    public static ServingProblem counts(ServingProblem problem, UnaryOperator<Integer> change) {
        List<Pool> pools = problem.cluster().pools().stream().map(pool -> new Pool(pool.name(), pool.gpu(),
                new Pool.Inventory(Math.min(LARGEST_POOL, change.apply(pool.count())), false), pool.node(),
                pool.network(), pool.price())).toList();
        return problem.with(new Cluster(pools));
    }

    /** With other limits. */
    public static ServingProblem limits(ServingProblem problem, UnaryOperator<ServingLimits> change) {
        ServingGoal goal = problem.goal();
        return problem.with(new ServingGoal(goal.objective(), change.apply(goal.limits()), goal.allowed()));
    }

    /** With other limits of GPUs and power. */
    public static ServingProblem resources(ServingProblem problem, UnaryOperator<Resources> change) {
        return limits(problem, old -> new ServingLimits(change.apply(old.resources()), old.usdPerHour(),
                old.maxQualityLossPercent(), old.memoryReserve()));
    }

    /** Without a limit of the number of GPUs. */
    public static ServingProblem withoutMaxGpus(ServingProblem problem) {
        return resources(problem, old -> new Resources(OptionalInt.empty(), old.spareGpusPercent(), old.powerKw()));
    }

    /** With another objective. */
    public static ServingProblem objective(ServingProblem problem, ServingObjective objective) {
        return problem.with(new ServingGoal(objective, problem.goal().limits(), problem.goal().allowed()));
    }

    /** With other choices. */
    public static ServingProblem allowed(ServingProblem problem, UnaryOperator<ServingAllowed> change) {
        ServingGoal goal = problem.goal();
        return problem.with(new ServingGoal(goal.objective(), goal.limits(), change.apply(goal.allowed())));
    }
}
