package org.shardplan.fleet.optaplanner;

import java.util.Collection;
import java.util.List;
import org.optaplanner.core.api.score.director.ScoreDirector;
import org.optaplanner.core.impl.heuristic.move.AbstractMove;
import org.shardplan.fleet.Change;
import org.shardplan.fleet.Change.Part;

/** Several workloads change their options together. */
final class FleetMove extends AbstractMove<FleetPlan> {

    private static final String OPTION = "option";

    private final List<WorkloadDecision> decisions;
    private final Change change;

    FleetMove(List<WorkloadDecision> decisions, Change change) {
        this.decisions = decisions;
        this.change = change;
    }

    @Override
    public boolean isMoveDoable(ScoreDirector<FleetPlan> director) {
        return !change.parts().isEmpty();
    }

    @Override
    protected AbstractMove<FleetPlan> createUndoMove(ScoreDirector<FleetPlan> director) {
        return new FleetMove(decisions, new Change(change.parts().stream()
                .map(part -> new Part(part.workload(), decisions.get(part.workload()).option())).toList()));
    }

    @Override
    protected void doMoveOnGenuineVariables(ScoreDirector<FleetPlan> director) {
        for (Part part : change.parts()) {
            WorkloadDecision decision = decisions.get(part.workload());
            director.beforeVariableChanged(decision, OPTION);
            decision.decide(part.option());
            director.afterVariableChanged(decision, OPTION);
        }
    }

    @Override
    public Collection<?> getPlanningEntities() {
        return change.parts().stream().map(part -> decisions.get(part.workload())).toList();
    }

    @Override
    public Collection<?> getPlanningValues() {
        return change.parts().stream().map(Part::option).toList();
    }

    @Override
    public String toString() {
        return change.toString();
    }
}
