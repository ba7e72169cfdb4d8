package org.shardplan.solver.optaplanner;

import java.util.List;
import org.optaplanner.core.api.domain.entity.PlanningEntity;
import org.optaplanner.core.api.domain.valuerange.ValueRangeProvider;
import org.optaplanner.core.api.domain.variable.PlanningVariable;
import org.optaplanner.core.api.domain.variable.ShadowVariable;
import org.shardplan.layout.Execution;
import org.shardplan.layout.Layout;
import org.shardplan.layout.Mesh;
import org.shardplan.layout.Recomputation;
import org.shardplan.layout.Schedule;
import org.shardplan.layout.StateSharding;
import org.shardplan.rule.Candidate;

/**
 * What the solver decides. The mesh is one value, so no move can break the product of its degrees; recomputation
 * follows from the rest, because the least that fits is best.
 */
@PlanningEntity
final class LayoutDecision {

    private Choices choices;
    @PlanningVariable
    private Mesh mesh;
    @PlanningVariable
    private Execution execution;
    @PlanningVariable
    private Schedule schedule;
    @PlanningVariable
    private StateSharding states;
    @ShadowVariable(variableListenerClass = LeastRecomputation.class, sourceVariableName = "mesh")
    @ShadowVariable(variableListenerClass = LeastRecomputation.class, sourceVariableName = "execution")
    @ShadowVariable(variableListenerClass = LeastRecomputation.class, sourceVariableName = "schedule")
    @ShadowVariable(variableListenerClass = LeastRecomputation.class, sourceVariableName = "states")
    private Recomputation recomputation;

    /** For OptaPlanner, which clones decisions. */
    LayoutDecision() {
    }

    LayoutDecision(Choices choices, Layout layout) {
        this.choices = choices;
        recomputation = layout.recomputation();
        decide(layout);
    }

    Choices choices() {
        return choices;
    }

    Layout layout() {
        return new Layout(mesh, execution, schedule, recomputation, states);
    }

    Candidate candidate() {
        return choices.candidate(layout());
    }

    /** Takes everything from a layout but its recomputation. */
    void decide(Layout layout) {
        mesh = layout.mesh();
        execution = layout.execution();
        schedule = layout.schedule();
        states = layout.states();
    }

    void recompute(Recomputation least) {
        recomputation = least;
    }

    @ValueRangeProvider
    List<Mesh> meshes() {
        return choices.meshes();
    }

    @ValueRangeProvider
    List<Execution> executions() {
        return choices.executions(mesh);
    }

    @ValueRangeProvider
    List<Schedule> schedules() {
        return choices.schedules(mesh, execution);
    }

    @ValueRangeProvider
    List<StateSharding> states() {
        return choices.states(mesh);
    }
}
