package org.shardplan.fleet.planner;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.shardplan.fleet.Capacity;
import org.shardplan.fleet.Column;
import org.shardplan.fleet.Column.Use;
import org.shardplan.fleet.Fleet;
import org.shardplan.fleet.SideRule;
import org.shardplan.fleet.SideRule.After;
import org.shardplan.fleet.SideRule.Apart;
import org.shardplan.fleet.Workload;
import org.shardplan.fleet.Workload.Due;
import org.shardplan.problem.FleetProblem;
import org.shardplan.problem.FleetProblem.Horizon;
import org.shardplan.problem.FleetWorkload;
import org.shardplan.problem.Problem;

/**
 * A fleet problem as a fleet: every offer is a column of the same index.
 *
 * @param problem the question
 * @param offers what each workload can choose from
 */
public record Choices(FleetProblem problem, List<Offers> offers) {

    /** Losses are hundredths of the unit of the objective. */
    public static final double LOSSES_PER_UNIT = 100;
    private static final double WATTS_PER_KILOWATT = 1000;

    Fleet fleet() {
        return new Fleet(capacity(), offers.stream().map(this::workload).toList(), rules());
    }

    private Capacity capacity() {
        List<Integer> nodes = problem.cluster().pools().stream()
                .map(pool -> pool.count() / pool.node().gpus()).toList();
        return new Capacity(nodes,
                problem.goal().budgetUsd().isPresent() ? cents(problem.goal().budgetUsd().getAsDouble())
                        : Capacity.UNLIMITED,
                problem.goal().powerKw().isPresent()
                        ? (long) Math.floor(WATTS_PER_KILOWATT * problem.goal().powerKw().getAsDouble())
                        : Capacity.UNLIMITED,
                problem.goal().horizon().slots());
    }

    private static long cents(double units) {
        return Math.round(LOSSES_PER_UNIT * units);
    }

    private Workload workload(Offers offer) {
        Losses losses = losses(offer);
        List<Column> columns = offer.runs().stream().map(run -> column(losses, run)).toList();
        long unplaced = unplaced(losses, columns);
        return new Workload(offer.workload().name(), columns, unplaced, due(offer.workload(), unplaced));
    }

    /** If it does not run: all of its throughput, or a multiple of its cheapest run. */
    private long unplaced(Losses losses, List<Column> columns) {
        return problem.goal().objective().isMaximized() ? cents(losses.best())
                : columns.stream().mapToLong(Column::loss).min().orElse(0)
                        * losses.workload().priority().timesCheapest();
    }

    Losses losses(Offers offer) {
        return new Losses(problem.goal().objective(), offer.workload(), offer.runs());
    }

    private Column column(Losses losses, Run run) {
        FleetWorkload workload = losses.workload();
        long watts = (long) Math.ceil(WATTS_PER_KILOWATT * run.kw());
        double loss = losses.of(run);
        if (problem.goal().horizon().slots() == 1) {
            loss += workload.latenessPerHour().orElse(0) * Math.max(0, run.hours() - deadline(workload));
        }
        long spent = Double.isFinite(run.usd()) ? cents(run.usd()) : 0;
        return new Column(new Use(run.pool(), run.nodes(), slots(run), watts, spent), cents(loss));
    }

    private int slots(Run run) {
        Horizon horizon = problem.goal().horizon();
        return run instanceof Run.ServingRun ? horizon.slots() : horizon.slots(run.hours());
    }

    private static double deadline(FleetWorkload workload) {
        return workload.question() instanceof Problem training
                ? training.goal().limits().spending().deadlineHours().orElse(Double.POSITIVE_INFINITY)
                : Double.POSITIVE_INFINITY;
    }

    /** Where it must not be late, a late run is worse than none. */
    private Due due(FleetWorkload workload, long unplaced) {
        Horizon horizon = problem.goal().horizon();
        double deadline = deadline(workload);
        if (horizon.slotHours().isEmpty() || Double.isInfinite(deadline)) {
            return Due.NEVER;
        }
        double slotHours = horizon.slotHours().getAsDouble();
        long late = workload.latenessPerHour().isPresent()
                ? cents(workload.latenessPerHour().getAsDouble() * slotHours) : unplaced + 1;
        return new Due((int) Math.min(horizon.slots(), Math.floor(deadline / slotHours)), late);
    }

    private List<SideRule> rules() {
        Map<String, Integer> index = new HashMap<>();
        offers.forEach(offer -> index.put(offer.workload().name(), index.size()));
        List<SideRule> rules = new ArrayList<>();
        for (int i = 0; i < offers.size(); i++) {
            int workload = i;
            FleetWorkload.Company company = offers.get(i).workload().company();
            company.after().forEach(earlier -> rules.add(new After(workload, index.get(earlier))));
            company.apartFrom().forEach(other -> rules.add(new Apart(workload, index.get(other))));
        }
        return rules;
    }
}
