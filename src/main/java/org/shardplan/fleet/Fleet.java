package org.shardplan.fleet;

import java.util.List;

/**
 * The question: choose at most one column for every workload, so that together they keep within the capacity and keep
 * the rules, and the sum of losses is least.
 *
 * @param capacity what they share
 * @param workloads what is to be run
 * @param rules rules that couple workloads; no workload waits for itself, however indirectly
 */
public record Fleet(Capacity capacity, List<Workload> workloads, List<SideRule> rules) {

    public Fleet {
        workloads = List.copyOf(workloads);
        rules = List.copyOf(rules);
    }

    public Fleet(Capacity capacity, List<Workload> workloads) {
        this(capacity, workloads, List.of());
    }

    /** The same workloads with other means. */
    public Fleet with(Capacity other) {
        return new Fleet(other, workloads, rules);
    }
}
