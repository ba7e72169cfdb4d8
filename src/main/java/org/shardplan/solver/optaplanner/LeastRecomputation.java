package org.shardplan.solver.optaplanner;

import org.optaplanner.core.api.domain.variable.VariableListener;
import org.optaplanner.core.api.score.director.ScoreDirector;

/** Keeps the recomputation of a decision at the best there is for all its other choices. */
public final class LeastRecomputation implements VariableListener<LayoutPlan, LayoutDecision> {

    private static final String VARIABLE = "recomputation";

    @Override
    public boolean requiresUniqueEntityEvents() {
        return true;
    }

    @Override
    public void beforeVariableChanged(ScoreDirector<LayoutPlan> director, LayoutDecision decision) {
        // Nothing to take back: the recomputation is decided anew afterwards.
    }

    @Override
    public void afterVariableChanged(ScoreDirector<LayoutPlan> director, LayoutDecision decision) {
        director.beforeVariableChanged(decision, VARIABLE);
        decision.recompute(decision.choices().leastRecomputed(decision.layout()).recomputation());
        director.afterVariableChanged(decision, VARIABLE);
    }

    @Override
    public void beforeEntityAdded(ScoreDirector<LayoutPlan> director, LayoutDecision decision) {
        // There is one decision from the start.
    }

    @Override
    public void afterEntityAdded(ScoreDirector<LayoutPlan> director, LayoutDecision decision) {
        afterVariableChanged(director, decision);
    }

    @Override
    public void beforeEntityRemoved(ScoreDirector<LayoutPlan> director, LayoutDecision decision) {
        // There is one decision to the end.
    }

    @Override
    public void afterEntityRemoved(ScoreDirector<LayoutPlan> director, LayoutDecision decision) {
        // There is one decision to the end.
    }
}
