package org.shardplan.solver.optaplanner;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.optaplanner.core.api.score.director.ScoreDirector;
import org.optaplanner.core.impl.heuristic.move.AbstractMove;
import org.shardplan.layout.Layout;
import org.shardplan.layout.Recomputation;

/** Takes another mesh together with an execution, a schedule and states that fit it. */
final class MeshMove extends AbstractMove<LayoutPlan> {

    private static final List<String> VARIABLES = List.of("mesh", "execution", "schedule", "states");

    private final LayoutDecision decision;
    private final Layout target;

    MeshMove(LayoutDecision decision, Layout target) {
        this.decision = decision;
        this.target = target.with(Recomputation.NONE);
    }

    @Override
    public boolean isMoveDoable(ScoreDirector<LayoutPlan> director) {
        return !target.mesh().equals(decision.layout().mesh());
    }

    @Override
    protected AbstractMove<LayoutPlan> createUndoMove(ScoreDirector<LayoutPlan> director) {
        return new MeshMove(decision, decision.layout());
    }

    @Override
    protected void doMoveOnGenuineVariables(ScoreDirector<LayoutPlan> director) {
        VARIABLES.forEach(variable -> director.beforeVariableChanged(decision, variable));
        decision.decide(target);
        VARIABLES.forEach(variable -> director.afterVariableChanged(decision, variable));
    }

    @Override
    public Collection<?> getPlanningEntities() {
        return List.of(decision);
    }

    @Override
    public Collection<?> getPlanningValues() {
        return List.of(target.mesh(), target.execution(), target.schedule(), target.states());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MeshMove move && target.equals(move.target);
    }

    @Override
    public int hashCode() {
        return Objects.hash(target);
    }

    @Override
    public String toString() {
        return "-> " + target;
    }
}
