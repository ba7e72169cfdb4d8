package org.shardplan.io.problem;

import java.util.List;
import java.util.OptionalDouble;
import org.shardplan.io.catalogue.Reading;
import org.shardplan.io.json.Choice;
import org.shardplan.io.json.Decimal;
import org.shardplan.io.json.Fields;
import org.shardplan.io.json.Numbers;
import org.shardplan.problem.Cluster;
import org.shardplan.problem.FleetProblem;
import org.shardplan.problem.FleetProblem.FleetGoal;
import org.shardplan.problem.FleetProblem.Horizon;
import org.shardplan.problem.FleetWorkload;
import org.shardplan.problem.Objective;
import org.shardplan.problem.Pool;
import org.shardplan.problem.Priority;

/**
 * Reads what is asked of a problem file only if it plans several workloads.
 *
 * @param fields the top level of the file
 * @param limits its limits
 * @param reading what the readers share
 */
record FleetFields(Fields fields, Fields limits, Reading reading) {

    private static final Choice<Objective> OBJECTIVE =
            Choice.of(new Objective[] {
                Objective.COST, Objective.ENERGY, Objective.GPU_COUNT, Objective.THROUGHPUT});
    private static final List<String> OF_WORKLOADS =
            List.of("model", "workload", "framework", "calibration", "operations", "engine", "allow");
    private static final List<String> OF_ONE_MODEL = List.of("layout");
    private static final List<String> LIMITS_OF_WORKLOADS = List.of("maxGpus", "useAll", "spareGpusPercent",
            "deadlineHours", "memoryReserveGiB", "memoryUsePercent", "modelGrowth", "maxCommunicationPercent",
            "budgetUsdPerHour", "maxQualityLossPercent");
    private static final double MONTH_HOURS = 720;
    private static final int MOST_SLOTS = 1000;

    FleetProblem read(String name, Cluster cluster) {
        fields.rejectAny(OF_WORKLOADS, "be given for each of the workloads");
        fields.rejectAny(OF_ONE_MODEL, MixedFields.DEMAND);
        limits.rejectAny(LIMITS_OF_WORKLOADS, "be given in the limits of each of the workloads");
        Horizon horizon = horizon();
        List<FleetWorkload> workloads = new FleetWorkloads(reading, cluster, horizon).read(fields);
        FleetGoal goal = new FleetGoal(fields.optional("objective", OBJECTIVE, Objective.COST),
                limits.optionalNumber("budgetUsd", Decimal.positive("USD")),
                limits.optionalNumber("powerKw", Decimal.positive("kW")), horizon);
        requirePrices(cluster, goal);
        reading.assume(counted(goal.objective()));
        reading.assume("Workloads do not share nodes.");
        return new FleetProblem(name, workloads, cluster, goal, reading.assumptions());
    }

    /** What the objective counts beside what runs. */
    private static String counted(Objective objective) {
        return objective.isMaximized()
                ? "What counts is the throughput a workload misses against its fastest run, in percent of that, 100 % "
                        + "if it is left out; times " + Priority.LOW.weight() + " at low and " + Priority.HIGH.weight()
                        + " times at high priority."
                : "A workload that is left out counts as " + Priority.NORMAL.timesCheapest()
                        + " times its cheapest run, " + Priority.LOW.timesCheapest() + " times at low and "
                        + Priority.HIGH.timesCheapest() + " times at high priority.";
    }

    private Horizon horizon() {
        double hours = fields.optional("horizonHours", Decimal.positive("hours"), MONTH_HOURS);
        if (!fields.has("horizonHours")) {
            reading.assume("horizonHours not given: 720 hours, 30 days.");
        }
        OptionalDouble slot = fields.optionalNumber("slotHours", Decimal.positive("hours"));
        if (slot.isPresent() && (slot.getAsDouble() > hours || hours > MOST_SLOTS * slot.getAsDouble())) {
            fields.reject("slotHours", "be at most the horizonHours (" + Numbers.plain(hours) + " hours) and at least "
                    + "a thousandth of them", "");
            slot = OptionalDouble.empty();
        }
        if (slot.isEmpty()) {
            reading.assume("slotHours not given: everything starts at once and keeps its nodes.");
        }
        return new Horizon(hours, slot);
    }

    private void requirePrices(Cluster cluster, FleetGoal goal) {
        for (Pool pool : cluster.pools()) {
            if (pool.price().onDemandUsd().isEmpty()
                    && (goal.objective() == Objective.COST || goal.budgetUsd().isPresent())) {
                fields.reject("The objective (cost) and limits.budgetUsd must come with the price of every GPU, pool "
                        + pool.name() + " has none. Maybe add pricePerGpuHourUsd to the pool.");
            }
        }
    }
}
