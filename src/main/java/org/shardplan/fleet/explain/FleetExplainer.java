package org.shardplan.fleet.explain;

import static org.shardplan.fleet.planner.Choices.LOSSES_PER_UNIT;

import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.shardplan.fleet.Decided;
import org.shardplan.fleet.FleetAnswer;
import org.shardplan.fleet.WhatIf;
import org.shardplan.fleet.explain.Standing.LeftOut;
import org.shardplan.fleet.explain.Standing.Placed;
import org.shardplan.fleet.planner.Absence;
import org.shardplan.fleet.planner.Absence.Reason;
import org.shardplan.fleet.planner.Alternative;
import org.shardplan.fleet.planner.FleetSolution;
import org.shardplan.fleet.planner.RunningPlan;
import org.shardplan.space.Deadline;

/** Explains the plan of a fleet by its prices and, where that is quick, by solving again with something changed. */
public final class FleetExplainer {

    private final FleetSolution solution;
    private final WhatIf again;

    /**
     * For one plan.
     *
     * @param solution the plan
     * @param deadline when to stop solving again
     */
    public FleetExplainer(FleetSolution solution, Deadline deadline) {
        this.solution = solution;
        this.again = new WhatIf(solution.answer(), deadline);
    }

    /**
     * The explanation.
     *
     * @param asked the workloads to be explained
     * @param given another plan to be judged
     */
    public FleetExplanation explain(IntPredicate asked, Optional<RunningPlan> given) {
        List<Standing> standings = IntStream.range(0, solution.offers().size()).filter(asked)
                .mapToObj(this::standing).toList();
        return new FleetExplanation(solution, LimitUse.of(solution), standings,
                given.map(plan -> Judgement.of(plan, solution)));
    }

    private Standing standing(int workload) {
        List<Weighed> others = Alternative.all(solution, workload).stream()
                .map(alternative -> weighed(workload, alternative)).toList();
        return solution.run(workload).isPresent()
                ? new Placed(workload, solution.takenFromOthers(workload), gainWithout(workload), others)
                : leftOut(workload, others);
    }

    private Standing leftOut(int workload, List<Weighed> others) {
        Absence absence = Absence.of(solution, workload);
        boolean couldRun = absence.reason() == Reason.NO_ROOM || absence.reason() == Reason.OVER_LIMITS;
        return new LeftOut(workload, solution.counted(workload), absence, others,
                couldRun ? new Rooms(again, workload).of(absence.missing().orElseThrow(), solution.worth())
                        : Room.UNKNOWN);
    }

    private double gainWithout(int workload) {
        double own = solution.counted(workload);
        return again.gain(Decided.without(solution.answer().fleet(), index -> index == workload)) / LOSSES_PER_UNIT
                - own;
    }

    private Weighed weighed(int workload, Alternative alternative) {
        Optional<FleetAnswer> forced =
                again.solve(Decided.on(solution.answer().fleet(), workload, alternative.column()));
        if (forced.isEmpty()) {
            return new Weighed(alternative, Double.NaN, List.of());
        }
        FleetAnswer other = forced.get();
        if (!other.plan().runs(workload)) {
            return new Weighed(alternative, Double.POSITIVE_INFINITY, List.of());
        }
        return new Weighed(alternative, (other.loss() - solution.answer().loss()) / LOSSES_PER_UNIT,
                IntStream.range(0, solution.offers().size())
                        .filter(index -> solution.run(index).isPresent() && !other.plan().runs(index))
                        .boxed().toList());
    }
}
