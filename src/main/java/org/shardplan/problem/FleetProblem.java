package org.shardplan.problem;

import java.util.List;
import java.util.OptionalDouble;

/**
 * One question: which workload runs where, so that all together keep within the cluster, the money and the power.
 *
 * @param name what reports call it
 * @param workloads what is to be run
 * @param cluster the hardware
 * @param goal what counts as a good answer
 * @param assumptions everything the file left open and the reader filled in, one sentence each
 */
public record FleetProblem(
        String name, List<FleetWorkload> workloads, Cluster cluster, FleetGoal goal, List<String> assumptions)
        implements Question {

    public FleetProblem {
        workloads = List.copyOf(workloads);
        assumptions = List.copyOf(assumptions);
    }

    /**
     * What counts as a good answer.
     *
     * @param objective what is least: cost, energy or GPU count; or what is most: throughput
     * @param budgetUsd money for everything
     * @param powerKw power of all servers at any time
     * @param horizon the time planned for
     */
    public record FleetGoal(
            Objective objective, OptionalDouble budgetUsd, OptionalDouble powerKw, Horizon horizon) {

        /** Unit of what is counted; throughput is in percent of a workload of normal priority at its fastest. */
        public String unit() {
            return objective == Objective.THROUGHPUT ? "%" : objective.unit();
        }
    }

    /**
     * The time planned for.
     *
     * @param hours how long endpoints run, and until when trainings must have ended
     * @param slotHours length of a time slot; empty if everything starts at once and keeps its GPUs
     */
    public record Horizon(double hours, OptionalDouble slotHours) {

        /** Time slots; 1 if everything runs side by side. */
        public int slots() {
            return slotHours.isEmpty() ? 1 : (int) Math.floor(hours / slotHours.getAsDouble());
        }

        /** Slots a run takes. */
        public int slots(double runHours) {
            return slotHours.isEmpty() ? 1 : (int) Math.max(1, Math.ceil(runHours / slotHours.getAsDouble()));
        }
    }
}
