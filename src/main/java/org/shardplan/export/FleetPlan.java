package org.shardplan.export;

import java.util.List;
import org.shardplan.problem.FleetProblem;

/**
 * Several workloads to be launched.
 *
 * @param problem the question
 * @param workloads those that run
 */
public record FleetPlan(FleetProblem problem, List<Part> workloads) implements Plan {

    public FleetPlan {
        workloads = List.copyOf(workloads);
    }

    /**
     * One workload.
     *
     * @param name its name
     * @param place the nodes it takes, in words
     * @param startHours hours from the beginning until it starts
     * @param hours hours it runs
     * @param plan what is launched
     */
    public record Part(String name, String place, double startHours, double hours, Plan plan) {
    }
}
