package org.shardplan.io.layout;

import org.shardplan.io.json.JsonText;
import org.shardplan.layout.Execution;
import org.shardplan.layout.Layout;
import org.shardplan.layout.Mesh;
import org.shardplan.layout.Recomputation;
import org.shardplan.layout.StateSharding;
import org.shardplan.problem.Problem;

/** A layout as an object of a solution document; {@link LayoutReader} reads it back. */
public final class LayoutSection {

    private final JsonText json;

    private LayoutSection(JsonText json) {
        this.json = json;
    }

    public static void write(Problem problem, Layout layout, JsonText json) {
        LayoutSection section = new LayoutSection(json);
        json.object("layout", ignored -> {
            json.text(LayoutKey.GPU.label(), problem.pool(layout.mesh().pool()).name());
            section.mesh(layout.mesh());
            section.execution(layout);
            section.recomputation(layout.recomputation());
            section.states(layout.states());
        });
    }

    private void mesh(Mesh mesh) {
        json.count(LayoutKey.GPUS.label(), mesh.gpus());
        json.count(LayoutKey.TENSOR.label(), mesh.tensor());
        json.count(LayoutKey.PIPELINE.label(), mesh.pipeline());
        json.count(LayoutKey.DATA.label(), mesh.data());
        json.count(LayoutKey.CONTEXT.label(), mesh.context());
        json.count(LayoutKey.EXPERT.label(), mesh.expert());
        json.count(LayoutKey.EXPERT_TENSOR.label(), mesh.expertTensor());
    }

    private void execution(Layout layout) {
        Execution execution = layout.execution();
        json.count(LayoutKey.MICRO_BATCH.label(), execution.microBatch());
        json.flag(LayoutKey.SEQUENCE_PARALLEL.label(), execution.sequenceParallel());
        json.text(LayoutKey.PRECISION.label(), execution.precision().label());
        json.text(LayoutKey.SCHEDULE.label(), layout.schedule().kind().label());
        json.count(LayoutKey.INTERLEAVE.label(), layout.schedule().chunks());
    }

    private void recomputation(Recomputation recomputation) {
        json.text(LayoutKey.RECOMPUTE.label(), recomputation.kind().label());
        if (recomputation.isPartial()) {
            json.count(LayoutKey.RECOMPUTE_LAYERS.label(), recomputation.layers());
        }
    }

    private void states(StateSharding states) {
        json.count(LayoutKey.ZERO_STAGE.label(), states.zeroStage().number());
        json.text(LayoutKey.OPTIMIZER.label(), states.optimizer().label());
        json.flag(LayoutKey.OFFLOAD.label(), states.offloaded());
        json.text(LayoutKey.GRADIENTS.label(), states.gradients().label());
    }
}
