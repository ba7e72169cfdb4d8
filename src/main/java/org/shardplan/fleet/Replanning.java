package org.shardplan.fleet;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.shardplan.fleet.Plan.Placement;

/** Planning with a plan already running: whatever runs and is moved or ended loses something more. */
public final class Replanning {

    private Replanning() {
    }

    /**
     * The fleet in which every change counts. Starting what does not run is none, nor is another time.
     *
     * @param fleet what is there now
     * @param present what runs now, in columns of this fleet
     * @param lossPerChange what the objective counts for a workload that runs and is moved or ended
     */
    public static Fleet of(Fleet fleet, Plan present, long lossPerChange) {
        List<Workload> workloads = new ArrayList<>();
        for (int i = 0; i < fleet.workloads().size(); i++) {
            int column = present.placements().get(i).map(Placement::column).orElse(Table.UNPLACED);
            workloads.add(changing(fleet.workloads().get(i), column, lossPerChange));
        }
        return new Fleet(fleet.capacity(), workloads, fleet.rules());
    }

    private static Workload changing(Workload workload, int present, long lossPerChange) {
        if (present == Table.UNPLACED) {
            return workload;
        }
        List<Column> columns = IntStream.range(0, workload.columns().size()).mapToObj(index -> {
            Column column = workload.columns().get(index);
            return index == present ? column : column.withLoss(column.loss() + lossPerChange);
        }).toList();
        return new Workload(workload.name(), columns, workload.lossUnplaced() + lossPerChange, workload.due());
    }
}
