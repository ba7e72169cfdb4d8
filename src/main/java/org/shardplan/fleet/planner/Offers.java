package org.shardplan.fleet.planner;

import java.util.List;
import java.util.Optional;
import org.shardplan.problem.FleetWorkload;

/**
 * The ways to run one workload by itself.
 *
 * @param workload the workload
 * @param runs the best run on every pool and number of nodes that no other run beats in everything
 * @param obstacle why there is none, if so
 * @param complete whether everything was searched
 */
public record Offers(FleetWorkload workload, List<Run> runs, Optional<String> obstacle, boolean complete) {

    public Offers {
        runs = List.copyOf(runs);
    }
}
