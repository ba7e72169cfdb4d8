package org.shardplan.io.layout;

import java.util.Set;
import org.shardplan.layout.GradientPrecision;
import org.shardplan.layout.Mesh;
import org.shardplan.layout.OptimizerPrecision;
import org.shardplan.layout.Precision;
import org.shardplan.layout.ZeroStage;
import org.shardplan.problem.Allowed;

/** What a layout means where it says nothing: the usual, or the first the problem allows. */
record LayoutDefaults(Allowed allowed) {

    boolean sequenceParallel(Mesh mesh) {
        return mesh.tensor() > 1;
    }

    ZeroStage zeroStage(Mesh mesh) {
        return mesh.replicas() > 1 ? ZeroStage.OPTIMIZER : ZeroStage.NONE;
    }

    Precision precision() {
        return first(Precision.values(), allowed.execution().precisions());
    }

    OptimizerPrecision optimizer() {
        return first(OptimizerPrecision.values(), allowed.states().optimizers());
    }

    GradientPrecision gradients() {
        return first(GradientPrecision.values(), allowed.states().gradients());
    }

    boolean offloaded() {
        return !allowed.states().offload().contains(false);
    }

    private static <T> T first(T[] values, Set<T> choices) {
        for (T value : values) {
            if (choices.contains(value)) {
                return value;
            }
        }
        return values[0];
    }
}
