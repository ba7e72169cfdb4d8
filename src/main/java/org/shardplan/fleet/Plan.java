package org.shardplan.fleet;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Who runs where and when.
 *
 * @param placements for every workload of the fleet its placement, empty if it does not run
 */
public record Plan(List<Optional<Placement>> placements) {

    public Plan {
        placements = List.copyOf(placements);
    }

    /** Nothing runs. */
    public static Plan empty(int workloads) {
        return new Plan(Collections.nCopies(workloads, Optional.empty()));
    }

    /**
     * A choice for one workload.
     *
     * @param column index of its column
     * @param start first time slot
     */
    public record Placement(int column, int start) {
    }

    /** What the objective counts. */
    public long loss(Fleet fleet) {
        long loss = 0;
        for (int i = 0; i < placements.size(); i++) {
            loss += loss(fleet, i);
        }
        return loss;
    }

    /** What the objective counts for one workload. */
    public long loss(Fleet fleet, int workload) {
        return loss(fleet.workloads().get(workload), placements.get(workload));
    }

    private static long loss(Workload workload, Optional<Placement> placement) {
        if (placement.isEmpty()) {
            return workload.lossUnplaced();
        }
        Column column = workload.columns().get(placement.get().column());
        return column.loss() + workload.due().lateness(placement.get().start() + column.use().slots());
    }

    public boolean runs(int workload) {
        return placements.get(workload).isPresent();
    }

    /** What a workload that runs takes. */
    public Column.Use use(Fleet fleet, int workload) {
        return fleet.workloads().get(workload).columns().get(placements.get(workload).orElseThrow().column()).use();
    }

    public long placed() {
        return placements.stream().filter(Optional::isPresent).count();
    }

    /** How many workloads that ran before were moved or ended. */
    public long changes(Plan before) {
        return IntStream.range(0, placements.size())
                .filter(i -> before.placements.get(i).isPresent())
                .filter(i -> !column(placements.get(i)).equals(column(before.placements.get(i)))).count();
    }

    private static Optional<Integer> column(Optional<Placement> placement) {
        return placement.map(Placement::column);
    }
}
