package org.shardplan.mixed.optaplanner;

import java.util.ArrayList;
import java.util.List;
import org.optaplanner.core.api.domain.entity.PlanningEntity;
import org.optaplanner.core.api.domain.variable.PlanningListVariable;

/** The order of all nodes, that of the last stage first: a permutation, whatever is moved. */
@PlanningEntity
final class Queue {

    @PlanningListVariable
    private List<Node> nodes;

    /** For OptaPlanner, which clones queues. */
    Queue() {
    }

    Queue(List<Node> nodes) {
        this.nodes = new ArrayList<>(nodes);
    }

    int[] order() {
        return nodes.stream().mapToInt(Node::nodeClass).toArray();
    }
}
