package org.shardplan.serving.solver.optaplanner;

import java.util.List;
import org.optaplanner.core.api.domain.entity.PlanningEntity;
import org.optaplanner.core.api.domain.valuerange.ValueRangeProvider;
import org.optaplanner.core.api.domain.variable.PlanningVariable;
import org.shardplan.serving.rule.ServingCandidate;
import org.shardplan.serving.space.Plan;

/** What the solver decides. The number of sequences follows from the rest, because the best one is known. */
@PlanningEntity
final class PlanDecision {

    private PlanChoices choices;
    @PlanningVariable
    private Plan plan;

    /** For OptaPlanner, which clones decisions. */
    PlanDecision() {
    }

    PlanDecision(PlanChoices choices, Plan plan) {
        this.choices = choices;
        this.plan = plan;
    }

    PlanChoices choices() {
        return choices;
    }

    Plan plan() {
        return plan;
    }

    void decide(Plan other) {
        plan = other;
    }

    ServingCandidate candidate() {
        return choices.candidate(plan);
    }

    /** Moves draw plans themselves; OptaPlanner wants a range all the same. */
    @ValueRangeProvider
    List<Plan> plans() {
        return List.of(plan);
    }
}
