package org.shardplan.solver;

import java.util.List;
import org.shardplan.estimate.LayoutEstimator;
import org.shardplan.layout.Layout;
import org.shardplan.layout.Mesh;
import org.shardplan.layout.Recomputation;
import org.shardplan.layout.StateSharding;
import org.shardplan.pipeline.Stage;
import org.shardplan.problem.MixtureOfExperts;
import org.shardplan.problem.Model;
import org.shardplan.rule.CapacityRules;

/**
 * Tells layouts that cannot fit whatever else is decided.
 *
 * <p>The plain schedule keeps the fewest micro-batches, and none, selective or full recomputation the fewest bytes.
 * Which
 * schedule runs does not change how many layers a stage holds, only which: where leading dense layers make a
 * difference,
 * a stage behind them is taken, which holds only expert layers under every schedule.
 */
final class LeastMemory {

    private static final List<Recomputation> EXTREMES =
            List.of(Recomputation.FULL, Recomputation.SELECTIVE, Recomputation.NONE);

    private final LayoutEstimator estimator;
    private final Model model;
    private final int leadingDense;

    LeastMemory(LayoutEstimator estimator) {
        this.estimator = estimator;
        this.model = estimator.problem().model();
        this.leadingDense = leadingDense(model);
    }

    /** Whether no schedule, recomputation or states let this mesh and execution fit. */
    boolean exceeds(Layout plain, List<StateSharding> states) {
        Mesh mesh = plain.mesh();
        double available = CapacityRules.availableBytes(
                estimator.problem(), estimator.problem().pool(mesh.pool()));
        if (leadingDense > 0 && mesh.pipeline() < leadingDense + 3) {
            return false;
        }
        for (StateSharding sharding : states) {
            for (Recomputation recomputation : EXTREMES) {
                if (bytes(plain.with(sharding).with(recomputation)) <= available) {
                    return false;
                }
            }
        }
        return true;
    }

    private double bytes(Layout layout) {
        if (leadingDense == 0) {
            return estimator.memory(layout).totalBytes();
        }
        int layers = model.layers() / layout.mesh().pipeline();
        Stage behind = new Stage(leadingDense + 1, 1, 0, layers, false, false);
        return estimator.memory(layout, behind).totalBytes();
    }

    /** 0 for models whose layers are all alike; models that alternate have no stage of expert layers only. */
    private static int leadingDense(Model model) {
        if (!(model.feedForward() instanceof MixtureOfExperts mixture)) {
            return 0;
        }
        boolean alternating = mixture.placement().every() > 1;
        return alternating ? model.layers() : mixture.placement().leadingDense();
    }
}
