package org.shardplan.explain;

import java.util.ArrayList;
import java.util.List;
import org.shardplan.estimate.LayoutEstimator;
import org.shardplan.layout.Layout;
import org.shardplan.layout.Recomputation;
import org.shardplan.layout.Schedule;
import org.shardplan.problem.Problem;

/** Puts into words, and into a number, how far it is from one layout to another. */
final class Changes {

    private static final double LOG_2 = Math.log(2);

    private final LayoutEstimator estimator;
    private final Layout from;
    private final Layout to;
    private final int decisions;

    Changes(LayoutEstimator estimator, Layout from, Layout to, int decisions) {
        this.estimator = estimator;
        this.from = from;
        this.to = to;
        this.decisions = decisions;
    }

    /** What changes, in the order of the decisions. */
    List<Change> list() {
        List<Change> changes = new ArrayList<>();
        for (Decision decision : Decision.values()) {
            if (decision.isIn(decisions)) {
                changes.add(new Change(decision, value(decision, from), value(decision, to)));
            }
        }
        return changes;
    }

    /** Sum of all sizes: doublings of a number, steps along a list of choices, the share of layers recomputed. */
    double size() {
        double size = 0;
        for (Decision decision : Decision.values()) {
            if (decision.isIn(decisions)) {
                size += Math.abs(position(decision, to) - position(decision, from));
            }
        }
        return size;
    }

    private String value(Decision decision, Layout layout) {
        Problem problem = estimator.problem();
        return switch (decision) {
            case POOL -> problem.pool(layout.mesh().pool()).name();
            case GPUS -> Long.toString(layout.mesh().gpus());
            case TENSOR -> Integer.toString(layout.mesh().tensor());
            case PIPELINE -> Integer.toString(layout.mesh().pipeline());
            case CONTEXT -> Integer.toString(layout.mesh().context());
            case EXPERT -> Integer.toString(layout.mesh().expert());
            case EXPERT_TENSOR -> Integer.toString(layout.mesh().expertTensor());
            case MICRO_BATCH -> Integer.toString(layout.execution().microBatch());
            case SEQUENCE_PARALLEL -> layout.execution().sequenceParallel() ? "on" : "off";
            case PRECISION -> layout.execution().precision().label();
            case SCHEDULE -> schedule(layout.schedule());
            case RECOMPUTATION -> recomputation(layout);
            case ZERO_STAGE -> layout.states().zeroStage().label();
            case OPTIMIZER -> layout.states().optimizer().label();
            case OFFLOAD -> layout.states().offloaded() ? "on" : "off";
            case GRADIENTS -> layout.states().gradients().label();
        };
    }

    private static String schedule(Schedule schedule) {
        return schedule.kind().label() + (schedule.chunks() == 1 ? "" : " with " + schedule.chunks() + " chunks");
    }

    private String recomputation(Layout layout) {
        Recomputation recomputation = layout.recomputation();
        return recomputation.isPartial()
                ? recomputation.layers() + " of " + estimator.split(layout).mostLayers() + " layers"
                : recomputation.kind().label();
    }

    private double position(Decision decision, Layout layout) {
        return switch (decision) {
            case POOL -> layout.mesh().pool() == from.mesh().pool() ? 0 : 1;
            case GPUS -> log(layout.mesh().gpus());
            case TENSOR -> log(layout.mesh().tensor());
            case PIPELINE -> log(layout.mesh().pipeline());
            case CONTEXT -> log(layout.mesh().context());
            case EXPERT -> log(layout.mesh().expert());
            case EXPERT_TENSOR -> log(layout.mesh().expertTensor());
            case MICRO_BATCH -> log(layout.execution().microBatch());
            case SEQUENCE_PARALLEL -> layout.execution().sequenceParallel() ? 1 : 0;
            case PRECISION -> layout.execution().precision().ordinal();
            case SCHEDULE -> layout.schedule().kind().ordinal() + log(layout.schedule().chunks());
            case RECOMPUTATION -> recomputed(layout);
            case ZERO_STAGE -> layout.states().zeroStage().ordinal();
            case OPTIMIZER -> layout.states().optimizer().ordinal();
            case OFFLOAD -> layout.states().offloaded() ? 1 : 0;
            case GRADIENTS -> layout.states().gradients().ordinal();
        };
    }

    /** Recomputing attention alone is a smaller step than recomputing one layer. */
    private double recomputed(Layout layout) {
        double layers = estimator.split(layout).mostLayers();
        return switch (layout.recomputation().kind()) {
            case NONE -> 0;
            case SELECTIVE -> 1 / (2 * layers);
            case FULL -> layout.recomputation().layersOf((int) layers) / layers;
        };
    }

    private static double log(double value) {
        return Math.log(value) / LOG_2;
    }
}
