package org.shardplan.fleet.planner;

import static org.shardplan.fleet.planner.Choices.LOSSES_PER_UNIT;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.shardplan.fleet.Column;
import org.shardplan.fleet.Fleet;
import org.shardplan.fleet.Plan;
import org.shardplan.fleet.Plan.Placement;
import org.shardplan.fleet.Prices;
import org.shardplan.fleet.SideRule;
import org.shardplan.fleet.Workload;

/**
 * Another way to run a workload, from the start that is cheapest with the prices of the bound.
 *
 * @param column its index among all ways
 * @param run the run
 * @param more what it would cost the workload itself, over what it has now, in units of the objective
 * @param taken what it would take from the others, over what is taken now, at the prices of the bound
 * @param broken rules between workloads that it would break, the others staying where they are
 */
public record Alternative(int column, Run run, double more, double taken, List<SideRule> broken) {

    public Alternative {
        broken = List.copyOf(broken);
    }

    /** What both come to. */
    public double sum() {
        return more + taken;
    }

    /** All other ways to run a workload, or to run it at all; the best first. */
    public static List<Alternative> all(FleetSolution solution, int workload) {
        int slots = solution.answer().fleet().capacity().slots();
        List<Column> columns = columns(solution, workload);
        Optional<Integer> present = solution.placement(workload).map(placement -> placement.column());
        return IntStream.range(0, columns.size())
                .filter(index -> present.filter(own -> own == index).isEmpty())
                .filter(index -> columns.get(index).use().slots() <= slots)
                .mapToObj(index -> of(solution, workload, index))
                .sorted(Comparator.comparingDouble(Alternative::sum)).toList();
    }

    /** The best run on every pool but its own; none if it does not run. */
    public static List<Alternative> onOtherPools(FleetSolution solution, int workload) {
        Optional<Run> present = solution.run(workload);
        List<Alternative> all = present.isEmpty() ? List.of() : all(solution, workload);
        return IntStream.range(0, solution.problem().cluster().pools().size())
                .filter(pool -> present.isPresent() && pool != present.get().pool())
                .mapToObj(pool -> all.stream().filter(other -> other.run().pool() == pool).findFirst())
                .flatMap(Optional::stream).toList();
    }

    private static List<Column> columns(FleetSolution solution, int workload) {
        return solution.answer().fleet().workloads().get(workload).columns();
    }

    private static Alternative of(FleetSolution solution, int workload, int index) {
        Fleet fleet = solution.answer().fleet();
        Workload asked = fleet.workloads().get(workload);
        Column column = asked.columns().get(index);
        Prices prices = solution.answer().prices();
        int start = IntStream.rangeClosed(0, fleet.capacity().slots() - column.use().slots()).boxed()
                .min(Comparator.comparingDouble(each -> late(asked, column, each) + prices.of(column.use(), each)))
                .orElseThrow();
        double own = solution.answer().plan().loss(fleet, workload);
        return new Alternative(index, solution.offers().get(workload).runs().get(index),
                (column.loss() + late(asked, column, start) - own) / LOSSES_PER_UNIT,
                prices.of(column.use(), start) / LOSSES_PER_UNIT - solution.takenFromOthers(workload),
                broken(solution, workload, new Placement(index, start)));
    }

    private static List<SideRule> broken(FleetSolution solution, int workload, Placement placement) {
        Fleet fleet = solution.answer().fleet();
        List<Optional<Placement>> placements = new ArrayList<>(solution.answer().plan().placements());
        placements.set(workload, Optional.of(placement));
        Plan changed = new Plan(placements);
        return fleet.rules().stream().filter(rule -> !rule.isKeptBy(changed, fleet)).toList();
    }

    private static long late(Workload workload, Column column, int start) {
        return workload.due().lateness(start + column.use().slots());
    }
}
