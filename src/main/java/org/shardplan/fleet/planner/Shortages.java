package org.shardplan.fleet.planner;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
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

    /** Of all runs of a workload, all starting at once, the one for which least is missing. */
    public Optional<Shortage> of(int workload) {
        List<Column> columns = fleet.workloads().get(workload).columns();
        return IntStream.range(0, columns.size()).mapToObj(column -> shortage(workload, column))
                .min(Comparator.comparingDouble(this::weight).thenComparingInt(shortage -> shortage.run().nodes()));
    }

    /** Missing shares of each limit, added up. */
    private double weight(Shortage shortage) {
        Capacity capacity = fleet.capacity();
        return shortage.nodes() / Math.max(1.0, capacity.nodes().get(shortage.run().pool()))
                + 100 * shortage.usd() / Math.max(1.0, capacity.cents())
                + 1000 * shortage.kw() / Math.max(1.0, capacity.watts());
    }

    private Shortage shortage(int workload, int column) {
        Column.Use use = fleet.workloads().get(workload).columns().get(column).use();
        long nodes = 0;
        long watts = 0;
        for (int slot = 0; slot < use.slots(); slot++) {
            nodes = Math.max(nodes, use.nodes() + nodesTaken(use.pool(), slot));
            watts = Math.max(watts, use.watts() + wattsTaken(slot));
        }
        long cents = use.cents() + IntStream.range(0, solution.offers().size())
                .mapToLong(i -> solution.use(i).map(Column.Use::cents).orElse(0L)).sum();
        return new Shortage(solution.offers().get(workload).runs().get(column),
                Math.max(0, nodes - fleet.capacity().nodes().get(use.pool())),
                Math.max(0, cents - fleet.capacity().cents()) / Choices.LOSSES_PER_UNIT,
                FleetSolution.kilowatts(Math.max(0, watts - fleet.capacity().watts())));
    }

    private long nodesTaken(int pool, int slot) {
        return IntStream.range(0, solution.offers().size()).filter(i -> solution.isRunning(i, slot))
                .mapToObj(i -> solution.use(i).orElseThrow()).filter(use -> use.pool() == pool)
                .mapToLong(Column.Use::nodes).sum();
    }

    private long wattsTaken(int slot) {
        return IntStream.range(0, solution.offers().size()).filter(i -> solution.isRunning(i, slot))
                .mapToLong(i -> solution.use(i).orElseThrow().watts()).sum();
    }
}
