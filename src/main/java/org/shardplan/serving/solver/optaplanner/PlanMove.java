package org.shardplan.serving.solver.optaplanner;

import java.util.Collection;
import java.util.List;
import org.optaplanner.core.api.score.director.ScoreDirector;
import org.optaplanner.core.impl.heuristic.move.AbstractMove;
import org.shardplan.serving.space.Plan;

/** Takes another plan. */
final class PlanMove extends AbstractMove<PlanSolution> {

    private static final String VARIABLE = "plan";

    private final PlanDecision decision;
    private final Plan target;

    PlanMove(PlanDecision decision, Plan target) {
        this.decision = decision;
        this.target = target;
    }

    @Override
    public boolean isMoveDoable(ScoreDirector<PlanSolution> director) {
        return !target.equals(decision.plan());
    }

    @Override
    protected AbstractMove<PlanSolution> createUndoMove(ScoreDirector<PlanSolution> director) {
        return new PlanMove(decision, decision.plan());
    }

    @Override
    protected void doMoveOnGenuineVariables(ScoreDirector<PlanSolution> director) {
        director.beforeVariableChanged(decision, VARIABLE);
        decision.decide(target);
        director.afterVariableChanged(decision, VARIABLE);
    }

    @Override
    public Collection<?> getPlanningEntities() {
        return List.of(decision);
    }

    @Override
    public Collection<?> getPlanningValues() {
        return List.of(target);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PlanMove move && target.equals(move.target);
    }

    @Override
    public int hashCode() {
        return target.hashCode();
    }

    @Override
    public String toString() {
        return "-> " + target;
    }
}
