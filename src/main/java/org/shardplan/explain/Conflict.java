package org.shardplan.explain;

import java.util.List;

/**
 * Demands that cannot all be met: without any one of them the question has an answer, with all of them it has none.
 *
 * @param demands the demands; empty if even a question without demands has no answer
 * @param isMinimal whether every one of them was shown to be needed
 */
public record Conflict(List<Demand> demands, boolean isMinimal) {

    public Conflict {
        demands = List.copyOf(demands);
    }
}
