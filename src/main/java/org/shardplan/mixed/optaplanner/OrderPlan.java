package org.shardplan.mixed.optaplanner;

import java.util.List;
import java.util.stream.IntStream;
import org.optaplanner.core.api.domain.solution.PlanningEntityCollectionProperty;
import org.optaplanner.core.api.domain.solution.PlanningScore;
import org.optaplanner.core.api.domain.solution.PlanningSolution;
import org.optaplanner.core.api.domain.solution.ProblemFactCollectionProperty;
import org.optaplanner.core.api.domain.solution.ProblemFactProperty;
import org.optaplanner.core.api.domain.valuerange.ValueRangeProvider;
import org.optaplanner.core.api.score.buildin.hardsoftlong.HardSoftLongScore;
import org.shardplan.mixed.Orders;

/** A pipeline whose order is to be decided. */
@PlanningSolution
final class OrderPlan {

    @ProblemFactCollectionProperty
    @ValueRangeProvider
    private List<Node> nodes;
    @PlanningEntityCollectionProperty
    private List<Queue> queues;
    @ProblemFactProperty
    private Orders orders;
    @PlanningScore
    private HardSoftLongScore score;

    /** For OptaPlanner, which clones plans. */
    OrderPlan() {
    }

    OrderPlan(Orders orders, int[] start) {
        this.orders = orders;
        this.nodes = IntStream.range(0, start.length).mapToObj(i -> new Node(i, start[i])).toList();
        this.queues = List.of(new Queue(nodes));
    }

    Orders orders() {
        return orders;
    }

    int[] order() {
        return queues.get(0).order();
    }
}
