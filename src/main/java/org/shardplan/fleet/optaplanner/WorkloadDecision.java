package org.shardplan.fleet.optaplanner;

import java.util.List;
import java.util.stream.IntStream;
import org.optaplanner.core.api.domain.entity.PlanningEntity;
import org.optaplanner.core.api.domain.valuerange.ValueRangeProvider;
import org.optaplanner.core.api.domain.variable.PlanningVariable;
import org.shardplan.fleet.Draw;
import org.shardplan.fleet.Table;

/** What is decided for one workload: column and start as one value, or to stay unplaced. */
@PlanningEntity
final class WorkloadDecision {

    private Table table;
    private int workload;
    @PlanningVariable
    private Integer option;

    /** For OptaPlanner, which clones decisions. */
    WorkloadDecision() {
    }

    WorkloadDecision(Table table, int workload, int option) {
        this.table = table;
        this.workload = workload;
        this.option = option;
    }

    int workload() {
        return workload;
    }

    int option() {
        return option;
    }

    List<Draw> draws() {
        return table.draws(option);
    }

    boolean isApartFrom(WorkloadDecision other) {
        return table.areApart(option, other.option);
    }

    boolean isAfter(WorkloadDecision earlier) {
        return table.isInOrder(option, earlier.option);
    }

    long loss() {
        return table.loss(workload, option);
    }

    void decide(int other) {
        option = other;
    }

    @ValueRangeProvider
    List<Integer> options() {
        return IntStream.of(table.options(workload)).boxed().toList();
    }
}
