package org.shardplan.fleet.planner;

import java.util.List;
import java.util.Optional;
import org.shardplan.problem.FleetWorkload;
import org.shardplan.solver.SearchKind;
import org.shardplan.solver.SolverOptions;
import org.shardplan.space.Deadline;

/**
 * The ways to run one workload by itself.
 *
 * @param workload the workload
 * @param runs the best run on every pool and number of nodes that no other run beats in everything
 * @param obstacle why there is none, if so
 * @param complete whether everything was searched
 */
public record Offers(FleetWorkload workload, List<Run> runs, Optional<String> obstacle, boolean complete) {

    static final String TIME_OVER = "The search ended before it found a run.";

    public Offers {
        runs = List.copyOf(runs);
    }

    /** How single questions are searched until then. */
    static SolverOptions exactly(Deadline deadline) {
        return new SolverOptions(SearchKind.EXACT, 1, 0, deadline.left());
    }
}
