package org.shardplan.fleet.optaplanner;

import java.util.List;
import java.util.stream.IntStream;
import org.optaplanner.core.api.domain.solution.PlanningEntityCollectionProperty;
import org.optaplanner.core.api.domain.solution.PlanningScore;
import org.optaplanner.core.api.domain.solution.PlanningSolution;
import org.optaplanner.core.api.domain.solution.ProblemFactCollectionProperty;
import org.optaplanner.core.api.domain.solution.ProblemFactProperty;
import org.optaplanner.core.api.score.buildin.hardsoftlong.HardSoftLongScore;
import org.shardplan.fleet.Assignment;
import org.shardplan.fleet.Plan;
import org.shardplan.fleet.Prices;
import org.shardplan.fleet.RuinAndRecreate;
import org.shardplan.fleet.SideRule;

/** A whole fleet to be decided. */
@PlanningSolution
final class FleetPlan {

    @PlanningEntityCollectionProperty
    private List<WorkloadDecision> decisions;
    @ProblemFactProperty
    private FleetLimits limits;
    @ProblemFactCollectionProperty
    private List<SideRule> rules;
    @PlanningScore
    private HardSoftLongScore score;
    private Prices prices;
    private RuinAndRecreate changes;

    /** For OptaPlanner, which clones plans. */
    FleetPlan() {
    }

    FleetPlan(Assignment start, Prices prices) {
        this.limits = new FleetLimits(start.table(), start.rulings());
        this.rules = start.table().fleet().rules();
        this.prices = prices;
        this.decisions = IntStream.range(0, start.table().workloads())
                .mapToObj(workload -> new WorkloadDecision(start.table(), workload, start.option(workload))).toList();
    }

    List<WorkloadDecision> decisions() {
        return decisions;
    }

    FleetLimits limits() {
        return limits;
    }

    HardSoftLongScore score() {
        return score;
    }

    /** The same options as an assignment that follows every change from now on. */
    Assignment assignment() {
        Assignment assignment = new Assignment(limits.table(), limits.rulings());
        decisions.forEach(decision -> assignment.set(decision.workload(), decision.option()));
        return assignment;
    }

    /** Lets moves be made from an assignment that follows this plan. */
    void follow(Assignment assignment) {
        changes = new RuinAndRecreate(assignment, prices.rows());
    }

    RuinAndRecreate changes() {
        return changes;
    }

    Plan plan() {
        return assignment().plan();
    }
}
