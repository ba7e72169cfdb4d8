package org.shardplan.fleet.explain;

import java.util.List;
import java.util.stream.IntStream;
import org.shardplan.fleet.planner.FleetSolution;
import org.shardplan.fleet.planner.Run;
import org.shardplan.fleet.planner.Worth;
import org.shardplan.problem.FleetProblem;
import org.shardplan.problem.Pool;

/**
 * A limit of a fleet, how much of it a plan takes, and what more of it would bring.
 *
 * @param worth the limit and its price
 * @param used nodes or kW where they are most over time, or US dollars
 * @param available what there is
 */
public record LimitUse(Worth worth, double used, double available) {

    /** Every limit of a plan. */
    public static List<LimitUse> of(FleetSolution solution) {
        return solution.worth().stream().map(worth -> of(solution, worth)).toList();
    }

    public boolean isBroken() {
        return used > available;
    }

    private static LimitUse of(FleetSolution solution, Worth worth) {
        FleetProblem problem = solution.problem();
        return switch (worth.kind()) {
            case INVENTORY -> nodes(solution, worth);
            case POWER -> new LimitUse(worth, solution.mostKw(), problem.goal().powerKw().orElseThrow());
            case BUDGET -> new LimitUse(worth, solution.usd(), problem.goal().budgetUsd().orElseThrow());
        };
    }

    private static LimitUse nodes(FleetSolution solution, Worth worth) {
        int index = worth.pool().orElseThrow();
        Pool pool = solution.problem().cluster().pools().get(index);
        int used = IntStream.range(0, solution.problem().goal().horizon().slots())
                .map(slot -> solution.running(slot).stream().filter(run -> run.pool() == index)
                        .mapToInt(Run::nodes).sum()).max().orElse(0);
        return new LimitUse(worth, used, pool.count() / pool.node().gpus());
    }
}
