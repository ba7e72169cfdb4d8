package org.shardplan.fleet.explain;

import java.util.List;
import org.shardplan.fleet.planner.Alternative;

/**
 * Another way to run a workload, weighed by solving again.
 *
 * @param alternative the run
 * @param together what the best plan with this run costs more than the plan, all workloads together, in units of the
 *     objective; infinite if no plan has it, not a number if that was not solved again
 * @param pushedOut workloads that run in the plan but not in that one
 */
public record Weighed(Alternative alternative, double together, List<Integer> pushedOut) {

    public Weighed {
        pushedOut = List.copyOf(pushedOut);
    }

    public boolean isSolvedAgain() {
        return !Double.isNaN(together);
    }

    public boolean isPossible() {
        return !Double.isInfinite(together);
    }
}
