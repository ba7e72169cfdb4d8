package org.shardplan.serving.solver;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.UnaryOperator;
import org.shardplan.problem.IntChoice;
import org.shardplan.problem.Limits.Resources;
import org.shardplan.problem.ServingAllowed;
import org.shardplan.problem.ServingLimits;
import org.shardplan.problem.ServingProblem;
import org.shardplan.serving.rule.ServiceLevel;

/**
 * A serving question without one of the limits it sets itself, by the rule that keeps to it. What hardware, engine or
 * load demand cannot be lifted.
 */
final class Lifted {

    private static final Map<String, UnaryOperator<ServingProblem>> LIMITS = Map.of(
            ServiceLevel.TTFT.rule(), problem -> without(problem, ServiceLevel.TTFT),
            ServiceLevel.TPOT.rule(), problem -> without(problem, ServiceLevel.TPOT),
            ServiceLevel.END_TO_END.rule(), problem -> without(problem, ServiceLevel.END_TO_END),
            "max-gpus", Relaxed::withoutMaxGpus,
            "spare-gpus", problem -> Relaxed.resources(problem,
                    old -> new Resources(old.maxGpus(), 0, old.powerKw())),
            "power", problem -> Relaxed.resources(problem,
                    old -> new Resources(old.maxGpus(), old.spareGpusPercent(), OptionalDouble.empty())),
            "hourly-budget", problem -> Relaxed.limits(problem, old -> new ServingLimits(
                    old.resources(), OptionalDouble.empty(), old.maxQualityLossPercent(), old.memoryReserve())),
            "quality", problem -> Relaxed.limits(problem, old -> new ServingLimits(
                    old.resources(), old.usdPerHour(), OptionalDouble.empty(), old.memoryReserve())),
            "use-all", problem -> Relaxed.counts(problem, count -> count),
            "allowed-gpus", Lifted::withoutAllowedGpus);

    private Lifted() {
    }

    /** The question without what this rule keeps to, if it can be lifted. */
    static Optional<ServingProblem> of(ServingProblem problem, String rule) {
        return Optional.ofNullable(LIMITS.get(rule)).map(lifted -> lifted.apply(problem));
    }

    private static ServingProblem without(ServingProblem problem, ServiceLevel level) {
        return Relaxed.level(problem, level, OptionalDouble.empty());
    }

    private static ServingProblem withoutAllowedGpus(ServingProblem problem) {
        return Relaxed.allowed(problem, old -> new ServingAllowed(new ServingAllowed.Split(IntChoice.ANY,
                old.split().tensor(), old.split().pipeline(), old.split().expert(), old.split().attentionData()),
                old.formats(), old.batching(), old.arrangement()));
    }
}
