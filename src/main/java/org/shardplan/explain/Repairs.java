package org.shardplan.explain;

import java.util.List;

/**
 * The nearest feasible layouts. Layouts are near if few decisions differ, and among those if they differ little.
 *
 * @param nearest for every set of decisions whose change helps, the smallest such change, nearest first
 * @param searchedChanges every layout that differs in up to so many decisions was considered
 */
public record Repairs(List<Repair> nearest, int searchedChanges) {

    public static final Repairs NONE = new Repairs(List.of(), 0);

    public Repairs {
        nearest = List.copyOf(nearest);
    }

    /** Whether nothing in the space is feasible with fewer changes than the first, nor with as many smaller ones. */
    public boolean isProved() {
        return !nearest.isEmpty() && nearest.get(0).changes().size() <= searchedChanges;
    }
}
