package org.shardplan.serving.solver.optaplanner;

import java.util.HashMap;
import java.util.Map;
import org.shardplan.serving.rule.ServingCandidate;
import org.shardplan.serving.solver.BestBatch;
import org.shardplan.serving.space.Plan;
import org.shardplan.serving.space.ServingSpace;

/** The plans of a search space, and what was found out about them: moves come back to the same plans often. */
final class PlanChoices {

    private final ServingTarget target;
    private final BestBatch batch;
    private final PlanNeighbours neighbours;
    private final Map<Plan, ServingCandidate> known = new HashMap<>();

    PlanChoices(ServingSpace space, ServingTarget target) {
        this.target = target;
        this.batch = BestBatch.roughly(space);
        this.neighbours = new PlanNeighbours(space);
    }

    PlanNeighbours neighbours() {
        return neighbours;
    }

    /** The plan with a number of sequences that suits it. */
    ServingCandidate candidate(Plan plan) {
        return known.computeIfAbsent(plan, some -> batch.of(some).orElseThrow());
    }

    /** Whether no further plan is wanted. */
    boolean isOver() {
        return target.isOver();
    }
}
