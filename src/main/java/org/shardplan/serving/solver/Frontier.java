package org.shardplan.serving.solver;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.shardplan.problem.Load;
import org.shardplan.serving.space.Branch;
import org.shardplan.serving.space.Plan;
import org.shardplan.serving.space.ServingSpace;

/**
 * The plans of a family with the most replicas: what no replicas more would mend, fewer break as well.
 *
 * <p>With more replicas each has fewer requests to work off, so that none waits longer and no token takes longer. Not
 * so where clients wait for answers of other GPUs than their prompts': there the faster answers come, the longer is
 * the line of prompts.
 */
final class Frontier {

    private final List<Plan> plans = new ArrayList<>();

    private Frontier() {
    }

    /** Whether more replicas never miss what fewer keep. */
    static boolean isOf(ServingSpace space, Branch family) {
        boolean isSteady = space.isSteady(family.mains().get(0));
        return isSteady && switch (family.kind()) {
            case EQUAL -> true;
            case MIXED -> false;
            case APART -> space.problem().serving().load() instanceof Load.OpenLoop;
        };
    }

    /** Those of these plans of a family that have no more replicas of one shape without fewer of the other. */
    static Frontier of(List<Plan> family) {
        Frontier frontier = new Frontier();
        family.stream().sorted(Comparator.<Plan>comparingInt(plan -> plan.main().count())
                .thenComparingInt(Plan::others).reversed()).forEach(frontier::add);
        return frontier;
    }

    private void add(Plan plan) {
        if (plans.isEmpty() || plan.others() > plans.get(plans.size() - 1).others()) {
            plans.add(plan);
        }
    }

    List<Plan> plans() {
        return plans;
    }
}
