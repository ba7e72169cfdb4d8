package org.shardplan.serving.solver.optaplanner;

import org.optaplanner.core.api.domain.solution.PlanningEntityProperty;
import org.optaplanner.core.api.domain.solution.PlanningScore;
import org.optaplanner.core.api.domain.solution.PlanningSolution;
import org.optaplanner.core.api.score.buildin.hardmediumsoftlong.HardMediumSoftLongScore;

/** One plan to be decided, and what the constraints say about it. */
@PlanningSolution
final class PlanSolution {

    @PlanningEntityProperty
    private PlanDecision decision;
    @PlanningScore
    private HardMediumSoftLongScore score;

    /** For OptaPlanner, which clones solutions. */
    PlanSolution() {
    }

    PlanSolution(PlanDecision decision) {
        this.decision = decision;
    }

    PlanDecision decision() {
        return decision;
    }

    HardMediumSoftLongScore score() {
        return score;
    }

    /** Whether no rule is broken; OptaPlanner's own word for feasible only looks at the hard ones. */
    boolean keepsAllRules() {
        return score.hardScore() == 0 && score.mediumScore() == 0;
    }
}
