package org.shardplan.problem;

import java.util.List;
import java.util.OptionalDouble;

/**
 * One workload of a fleet.
 *
 * @param name what reports and other workloads call it
 * @param question what is to be trained or served, on the whole cluster
 * @param priority how much it matters
 * @param latenessPerHour what an hour after its deadline counts, in units of the objective; empty if it must not be
 *     late
 * @param company how it gets along with others
 */
public record FleetWorkload(
        String name, Question question, Priority priority, OptionalDouble latenessPerHour, Company company) {

    /**
     * Rules that couple workloads.
     *
     * @param after names of those that must have ended before
     * @param apartFrom names of those that must not share a pool with it
     */
    public record Company(List<String> after, List<String> apartFrom) {

        public Company {
            after = List.copyOf(after);
            apartFrom = List.copyOf(apartFrom);
        }
    }
}
