package org.shardplan.fleet.explain;

import java.util.List;
import java.util.stream.IntStream;
import org.shardplan.fleet.SideRule;
import org.shardplan.fleet.planner.Choices;
import org.shardplan.fleet.planner.FleetSolution;
import org.shardplan.fleet.planner.RunningPlan;

/**
 * A plan beside the best one found.
 *
 * @param given the plan, as far as its runs are among those to choose from
 * @param limits every limit and how much of it is taken
 * @param brokenRules the rules between workloads that it breaks
 * @param unknown workloads whose run is none to choose from: it breaks a rule, or another is as good in everything
 * @param more what it counts more than the best plan found, in units of the objective
 * @param different workloads that run elsewhere, or at another time, than in the best plan found
 */
public record Judgement(FleetSolution given, List<LimitUse> limits, List<SideRule> brokenRules, List<Integer> unknown,
        double more, List<Integer> different) {

    static Judgement of(RunningPlan plan, FleetSolution best) {
        FleetSolution given = plan.in(best);
        List<Integer> unknown = IntStream.range(0, best.offers().size())
                .filter(index -> plan.runs().containsKey(best.offers().get(index).workload().name()))
                .filter(index -> given.run(index).isEmpty()).boxed().toList();
        List<SideRule> broken = best.answer().fleet().rules().stream()
                .filter(rule -> !rule.isKeptBy(given.answer().plan(), best.answer().fleet())).toList();
        List<Integer> different = IntStream.range(0, best.offers().size())
                .filter(index -> !given.placement(index).equals(best.placement(index))).boxed().toList();
        return new Judgement(given, LimitUse.of(given), broken, unknown,
                (given.answer().loss() - best.answer().loss()) / Choices.LOSSES_PER_UNIT, different);
    }

    public boolean isFeasible() {
        return limits.stream().noneMatch(LimitUse::isBroken) && brokenRules.isEmpty() && unknown.isEmpty();
    }
}
