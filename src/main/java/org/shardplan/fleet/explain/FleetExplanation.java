package org.shardplan.fleet.explain;

import java.util.List;
import java.util.Optional;
import org.shardplan.fleet.planner.FleetSolution;

/**
 * Why the best plan found is as it is, and what is to be said about another.
 *
 * @param solution the best plan found
 * @param limits every limit and how much of it is taken
 * @param standings the workloads asked about, in their order
 * @param judgement what is to be said about the plan that was given, if one was
 */
public record FleetExplanation(
        FleetSolution solution, List<LimitUse> limits, List<Standing> standings, Optional<Judgement> judgement) {

    public FleetExplanation {
        limits = List.copyOf(limits);
        standings = List.copyOf(standings);
    }
}
