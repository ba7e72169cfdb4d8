package org.shardplan.fleet.optaplanner;

import org.optaplanner.core.api.score.buildin.hardsoftlong.HardSoftLongScore;
import org.optaplanner.core.api.score.calculator.IncrementalScoreCalculator;
import org.shardplan.fleet.Assignment;

/** Follows every change of a plan: what is left of the limits costs no more than what changed. */
public final class FleetScore implements IncrementalScoreCalculator<FleetPlan, HardSoftLongScore> {

    private Assignment assignment;

    @Override
    public void resetWorkingSolution(FleetPlan plan) {
        assignment = plan.assignment();
        plan.follow(assignment);
    }

    @Override
    public void beforeEntityAdded(Object entity) {
        throw new UnsupportedOperationException("Workloads do not come and go during a search.");
    }

    @Override
    public void afterEntityAdded(Object entity) {
        throw new UnsupportedOperationException("Workloads do not come and go during a search.");
    }

    @Override
    public void beforeVariableChanged(Object entity, String variable) {
        // The assignment knows what it changes from.
    }

    @Override
    public void afterVariableChanged(Object entity, String variable) {
        WorkloadDecision decision = (WorkloadDecision) entity;
        assignment.set(decision.workload(), decision.option());
    }

    @Override
    public void beforeEntityRemoved(Object entity) {
        throw new UnsupportedOperationException("Workloads do not come and go during a search.");
    }

    @Override
    public void afterEntityRemoved(Object entity) {
        throw new UnsupportedOperationException("Workloads do not come and go during a search.");
    }

    @Override
    public HardSoftLongScore calculateScore() {
        return HardSoftLongScore.of(-assignment.excess(), -assignment.loss());
    }
}
