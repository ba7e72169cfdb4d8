package org.shardplan.solver.optaplanner;

import java.util.List;
import java.util.Random;
import org.shardplan.layout.Execution;
import org.shardplan.layout.Layout;
import org.shardplan.layout.Mesh;
import org.shardplan.layout.Schedule;
import org.shardplan.layout.StateSharding;

/** Fits a layout onto another mesh: what fits is kept, more often than not, and what does not is drawn anew. */
record Fitting(Choices choices, Random random) {

    private static final double KEPT = 0.7;

    Layout onto(Mesh mesh, Layout layout) {
        List<Execution> executions = choices.executions(mesh);
        Execution execution = kept(layout.execution(), executions);
        List<Schedule> schedules = choices.schedules(mesh, execution);
        Schedule schedule = kept(layout.schedule(), schedules);
        StateSharding states = kept(layout.states(), choices.states(mesh));
        return new Layout(mesh, execution, schedule, layout.recomputation(), states);
    }

    private <T> T kept(T present, List<T> open) {
        if (open.isEmpty() || random.nextDouble() < KEPT && open.contains(present)) {
            return present;
        }
        return open.get(random.nextInt(open.size()));
    }
}
