package org.shardplan.fleet.planner;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.shardplan.fleet.Column;
import org.shardplan.fleet.Prices;

/**
 * Why a workload runs where it runs: its best run on another pool.
 *
 * @param run that run
 * @param more what it would cost the workload itself, over the present run, in units of the objective
 * @param taken what it would take from the others, over the present run, at the prices of the bound
 */
public record Elsewhere(Run run, double more, double taken) {

    /** The best run of a workload on every pool but its own; none if it does not run, or if starts differ. */
    public static List<Elsewhere> of(FleetSolution solution, int workload) {
        Optional<Run> present = solution.run(workload);
        if (present.isEmpty() || solution.problem().goal().horizon().slots() > 1) {
            return List.of();
        }
        List<Elsewhere> runs = runs(solution, workload);
        return IntStream.range(0, solution.problem().cluster().pools().size())
                .filter(pool -> pool != present.get().pool()).mapToObj(pool -> best(pool, runs))
                .flatMap(Optional::stream).toList();
    }

    private static Optional<Elsewhere> best(int pool, List<Elsewhere> runs) {
        return runs.stream().filter(other -> other.run().pool() == pool)
                .min(Comparator.comparingDouble(other -> other.more() + other.taken()));
    }

    private static List<Elsewhere> runs(FleetSolution solution, int workload) {
        List<Column> columns = solution.answer().fleet().workloads().get(workload).columns();
        Prices prices = solution.answer().prices();
        double own = solution.answer().plan().loss(solution.answer().fleet(), workload);
        double taken = solution.takenFromOthers(workload);
        return IntStream.range(0, columns.size()).mapToObj(index -> new Elsewhere(
                solution.offers().get(workload).runs().get(index),
                (columns.get(index).loss() - own) / Choices.LOSSES_PER_UNIT,
                prices.of(columns.get(index).use(), 0) / Choices.LOSSES_PER_UNIT - taken)).toList();
    }
}
