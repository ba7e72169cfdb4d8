package org.shardplan.solver;

import org.shardplan.layout.Execution;
import org.shardplan.layout.GradientPrecision;
import org.shardplan.layout.Layout;
import org.shardplan.layout.Mesh;
import org.shardplan.layout.OptimizerPrecision;
import org.shardplan.layout.Precision;
import org.shardplan.layout.Recomputation;
import org.shardplan.layout.Schedule;
import org.shardplan.layout.StateSharding;
import org.shardplan.layout.ZeroStage;

/** A layout for rules that read nothing but the mesh. */
final class Probe {

    private static final Execution ANY_EXECUTION = new Execution(1, false, Precision.BF16);
    private static final StateSharding ANY_STATES =
            new StateSharding(ZeroStage.NONE, OptimizerPrecision.FP32, false, GradientPrecision.FP32);

    private Probe() {
    }

    static Layout of(Mesh mesh) {
        return new Layout(mesh, ANY_EXECUTION, Schedule.PLAIN, Recomputation.NONE, ANY_STATES);
    }
}
