package org.shardplan.fleet;

import java.util.List;

/**
 * Several workloads change their options together.
 *
 * @param parts what changes, in an order in which all limits and rules are kept once the workloads stopped running
 */
public record Change(List<Part> parts) {

    /** One workload and its new option. */
    public record Part(int workload, int option) {
    }
}
