package org.shardplan.io.layout;

import org.shardplan.io.json.JsonText;
import org.shardplan.layout.MixedLayout.Shared;
import org.shardplan.layout.MixedStage;
import org.shardplan.problem.Problem;

/** What is decided for a mixed pipeline, in the words of layouts; {@link MixedLayoutReader} reads it back. */
public final class MixedLayoutSection {

    private MixedLayoutSection() {
    }

    /** What all stages have in common. */
    public static void write(Shared shared, JsonText json) {
        json.count(LayoutKey.DATA.label(), shared.data());
        if (shared.expert() > 1) {
            json.count(LayoutKey.EXPERT.label(), shared.expert());
        }
        json.count(LayoutKey.MICRO_BATCH.label(), shared.microBatch());
        json.text(LayoutKey.PRECISION.label(), shared.precision().label());
        json.count(LayoutKey.ZERO_STAGE.label(), shared.states().zeroStage().number());
        json.text(LayoutKey.OPTIMIZER.label(), shared.states().optimizer().label());
        json.text(LayoutKey.GRADIENTS.label(), shared.states().gradients().label());
    }

    /** One stage. */
    public static void write(Problem problem, MixedStage stage, JsonText json) {
        json.text(LayoutKey.GPU.label(), problem.pool(stage.pool()).name());
        json.count(LayoutKey.NODES.label(), stage.nodes());
        json.count(LayoutKey.TENSOR.label(), stage.tensor());
        json.flag(LayoutKey.SEQUENCE_PARALLEL.label(), stage.sequenceParallel());
        json.count(LayoutKey.LAYERS.label(), stage.layers());
        json.text(LayoutKey.RECOMPUTE.label(), stage.recomputation().kind().label());
        json.count(LayoutKey.RECOMPUTE_LAYERS.label(), stage.recomputation().layersOf(stage.layers()));
    }
}
