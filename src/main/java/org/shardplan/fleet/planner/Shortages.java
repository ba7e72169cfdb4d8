package org.shardplan.fleet.planner;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import org.shardplan.fleet.Capacity;
import org.shardplan.fleet.Column;
import org.shardplan.fleet.Fleet;

/** What would make room for workloads that could run but do not. */
public final class Shortages {

    private final FleetSolution solution;
    private final Fleet fleet;

    public Shortages(FleetSolution solution) {
        this.solution = solution;
        this.fleet = solution.answer().fleet();
    }

    /** Of all runs of a workload, all starting at once, the one for which least is missing beside all that run. */
    public Optional<Shortage> of(int workload) {
        return least(workload, i -> i != workload);
    }

    /** The same if nothing else ran. */
    public Optional<Shortage> alone(int workload) {
        return least(workload, i -> false);
    }

    private Optional<Shortage> least(int workload, IntPredicate others) {
        List<Column> columns = fleet.workloads().get(workload).columns();
        return IntStream.range(0, columns.size()).mapToObj(column -> shortage(workload, column, others))
                .min(Comparator.comparingDouble(this::weight).thenComparingInt(shortage -> shortage.run().nodes()));
    }

    /** Missing shares of each limit, added up. */
    private double weight(Shortage shortage) {
        Capacity capacity = fleet.capacity();
        return shortage.nodes() / Math.max(1.0, capacity.nodes().get(shortage.run().pool()))
                + 100 * shortage.usd() / Math.max(1.0, capacity.cents())
                + 1000 * shortage.kw() / Math.max(1.0, capacity.watts());
    }

    private Shortage shortage(int workload, int column, IntPredicate others) {
        Column.Use use = fleet.workloads().get(workload).columns().get(column).use();
        long nodes = 0;
        long watts = 0;
        for (int slot = 0; slot < use.slots(); slot++) {
            nodes = Math.max(nodes, use.nodes() + taken(slot, others,
                    other -> other.pool() == use.pool() ? other.nodes() : 0));
            watts = Math.max(watts, use.watts() + taken(slot, others, Column.Use::watts));
        }
        long cents = use.cents() + IntStream.range(0, solution.offers().size()).filter(others)
                .mapToLong(i -> solution.use(i).map(Column.Use::cents).orElse(0L)).sum();
        return new Shortage(column, solution.offers().get(workload).runs().get(column),
                Math.max(0, nodes - fleet.capacity().nodes().get(use.pool())),
                Math.max(0, cents - fleet.capacity().cents()) / Choices.LOSSES_PER_UNIT,
                FleetSolution.kilowatts(Math.max(0, watts - fleet.capacity().watts())));
    }

    private long taken(int slot, IntPredicate others, ToLongFunction<Column.Use> amount) {
        return IntStream.range(0, solution.offers().size()).filter(others)
                .filter(i -> solution.isRunning(i, slot))
                .mapToObj(i -> solution.use(i).orElseThrow()).mapToLong(amount).sum();
    }
}
