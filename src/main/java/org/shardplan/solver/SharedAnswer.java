package org.shardplan.solver;

import java.util.Map;
import java.util.Optional;
import org.shardplan.estimate.Estimate;
import org.shardplan.problem.Problem;
import org.shardplan.solver.Answer.NearMiss;

/**
 * The proved answer to one of many problems.
 *
 * @param problem the question
 * @param best the optimum, if any layout is feasible
 * @param nearest if none is: the layout whose broken limits would have to move least, and what it breaks
 * @param rejectedMeshes if not one layout is well formed: meshes that were tried, by the rule they broke
 */
public record SharedAnswer(
        Problem problem, Optional<Estimate> best, Optional<NearMiss> nearest, Map<String, Long> rejectedMeshes) {
}
