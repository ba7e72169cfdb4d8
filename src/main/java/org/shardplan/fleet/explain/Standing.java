package org.shardplan.fleet.explain;

import java.util.List;
import org.shardplan.fleet.planner.Absence;

/** Where a workload stands in a plan, and why. */
public sealed interface Standing {

    /** Its index. */
    int workload();

    /** Its other runs, or all if it has none; the best first. */
    List<Weighed> others();

    /**
     * It runs.
     *
     * @param workload its index
     * @param taken what others would pay for what it takes, at the prices of the bound, in units of the objective
     * @param gain what the others lose less if it is gone, solved again; not a number if that was not done
     * @param others its other runs
     */
    record Placed(int workload, double taken, double gain, List<Weighed> others) implements Standing {

        public Placed {
            others = List.copyOf(others);
        }
    }

    /**
     * It does not run.
     *
     * @param workload its index
     * @param counted what leaving it out counts
     * @param absence why
     * @param others its runs
     * @param room what would make room for it
     */
    record LeftOut(int workload, double counted, Absence absence, List<Weighed> others, Room room)
            implements Standing {

        public LeftOut {
            others = List.copyOf(others);
        }
    }
}
