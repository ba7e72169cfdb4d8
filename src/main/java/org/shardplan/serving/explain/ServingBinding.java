package org.shardplan.serving.explain;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import org.shardplan.layout.WeightFormat;
import org.shardplan.problem.IntChoice;
import org.shardplan.problem.Limits.Resources;
import org.shardplan.problem.Pool;
import org.shardplan.problem.ServingAllowed;
import org.shardplan.problem.ServingAllowed.Arrangement;
import org.shardplan.problem.ServingAllowed.Formats;
import org.shardplan.problem.ServingLimits;
import org.shardplan.problem.ServingProblem;
import org.shardplan.serving.estimate.ServingEstimate;
import org.shardplan.serving.rule.ServiceLevel;
import org.shardplan.serving.solver.Relaxed;
import org.shardplan.serving.solver.ServingSolver;
import org.shardplan.solver.SolverOptions;

/**
 * What a little more of one thing would bring.
 *
 * @param what the thing
 * @param comparison the best layout with it, beside the best without
 */
public record ServingBinding(String what, ServingComparison comparison) {

    private static final double TENTH = 1.1;

    /** By how many percent the objective improves. */
    public double gainPercent() {
        return Math.max(0, -new ServingComparison(comparison.other(), comparison.best()).percent());
    }

    /** Whatever the question limits, each a little looser. */
    public static List<ServingBinding> of(ServingEstimate best) {
        List<ServingBinding> bindings = new ArrayList<>();
        ServingProblem problem = best.problem();
        for (ServiceLevel level : ServiceLevel.values()) {
            level.limit(problem.serving().levels()).ifPresent(limit -> add(bindings, "10 % more time for the "
                    + level.what(), Relaxed.level(problem, level, TENTH * limit), best));
        }
        limits(bindings, problem, best);
        int node = problem.cluster().pools().stream().mapToInt(Pool::domainGpus).max().orElseThrow();
        add(bindings, node + " more GPUs of each kind", Relaxed.counts(problem, count -> count + node), best);
        choices(bindings, problem, best);
        return bindings;
    }

    private static void limits(List<ServingBinding> bindings, ServingProblem problem, ServingEstimate best) {
        ServingLimits limits = problem.goal().limits();
        if (limits.usdPerHour().isPresent()) {
            add(bindings, "10 % more budget", Relaxed.limits(problem, old -> new ServingLimits(old.resources(),
                    more(old.usdPerHour()), old.maxQualityLossPercent(), old.memoryReserve())), best);
        }
        if (limits.resources().powerKw().isPresent()) {
            add(bindings, "10 % more power", Relaxed.resources(problem,
                    old -> new Resources(old.maxGpus(), old.spareGpusPercent(), more(old.powerKw()))), best);
        }
        if (limits.resources().maxGpus().isPresent()) {
            add(bindings, "without limits.maxGpus", Relaxed.withoutMaxGpus(problem), best);
        }
    }

    private static OptionalDouble more(OptionalDouble limit) {
        return OptionalDouble.of(TENTH * limit.getAsDouble());
    }

    private static void choices(List<ServingBinding> bindings, ServingProblem problem, ServingEstimate best) {
        Formats formats = problem.goal().allowed().formats();
        if (!formats.weights().contains(WeightFormat.FP8)) {
            EnumSet<WeightFormat> more = EnumSet.copyOf(formats.weights());
            more.add(WeightFormat.FP8);
            add(bindings, "opening fp8 weights", Relaxed.allowed(problem, old -> new ServingAllowed(old.split(),
                    new Formats(more, formats.keyValues(), formats.losses()), old.batching(),
                    old.arrangement())), best);
        }
        Arrangement arrangement = problem.goal().allowed().arrangement();
        if (arrangement.disaggregation().size() == 1) {
            add(bindings, "opening disaggregation", Relaxed.allowed(problem, old -> new ServingAllowed(old.split(),
                    old.formats(), old.batching(), new Arrangement(Set.of(true, false), true))), best);
        }
        if (!problem.goal().allowed().split().tensor().isAny()) {
            add(bindings, "opening every tp", Relaxed.allowed(problem, old -> new ServingAllowed(
                    new ServingAllowed.Split(old.split().gpus(), IntChoice.ANY, old.split().pipeline(),
                            old.split().expert(), old.split().attentionData()),
                    old.formats(), old.batching(), old.arrangement())), best);
        }
    }

    private static void add(
            List<ServingBinding> bindings, String what, ServingProblem question, ServingEstimate best) {
        new ServingSolver().best(question, SolverOptions.DEFAULT.timeLimit()).ifPresent(found ->
                bindings.add(new ServingBinding(what, new ServingComparison(found, best))));
    }
}
