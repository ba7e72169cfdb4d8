package org.shardplan.io.layout;

import java.util.ArrayList;
import java.util.List;
import org.shardplan.io.json.Fields;
import org.shardplan.io.json.Findings;
import org.shardplan.io.json.Source;
import org.shardplan.layout.Execution;
import org.shardplan.layout.Layout;
import org.shardplan.layout.Mesh;
import org.shardplan.layout.Recomputation;
import org.shardplan.layout.Schedule;
import org.shardplan.layout.StateSharding;
import org.shardplan.problem.Problem;

/** Layouts as people type them: {@code tp=8,pp=4,microBatch=1}. */
public final class LayoutText {

    private final LayoutDefaults defaults;
    private final List<String> parts = new ArrayList<>();

    private LayoutText(LayoutDefaults defaults) {
        this.defaults = defaults;
    }

    /** The layout a text describes; what it does not say follows from the rest or is the usual. */
    public static LayoutFile parse(String text, Problem problem) {
        Source source = new Source("--layout", text);
        Findings findings = new Findings(source);
        Fields fields = Fields.of(new LayoutParser(source, findings).object(), findings);
        return LayoutFile.of(LayoutReader.read(fields, problem), findings);
    }

    /** A short text that reads back as this layout. */
    public static String format(Layout layout, Problem problem) {
        LayoutText text = new LayoutText(new LayoutDefaults(problem.goal().allowed()));
        text.mesh(layout.mesh(), problem);
        text.execution(layout.execution(), layout.mesh());
        text.schedule(layout.schedule());
        text.recomputation(layout.recomputation());
        text.states(layout.states(), layout.mesh());
        return String.join(",", text.parts);
    }

    private void mesh(Mesh mesh, Problem problem) {
        unless(mesh.pool() == 0, LayoutKey.GPU, problem.pool(mesh.pool()).name());
        say(LayoutKey.TENSOR, mesh.tensor());
        say(LayoutKey.PIPELINE, mesh.pipeline());
        say(LayoutKey.DATA, mesh.data());
        unless(mesh.context() == 1, LayoutKey.CONTEXT, mesh.context());
        unless(mesh.expert() == 1, LayoutKey.EXPERT, mesh.expert());
        unless(mesh.expertTensor() == 1, LayoutKey.EXPERT_TENSOR, mesh.expertTensor());
    }

    private void execution(Execution execution, Mesh mesh) {
        boolean usual = execution.sequenceParallel() == defaults.sequenceParallel(mesh);
        say(LayoutKey.MICRO_BATCH, execution.microBatch());
        unless(usual, LayoutKey.SEQUENCE_PARALLEL, execution.sequenceParallel());
        unless(execution.precision() == defaults.precision(), LayoutKey.PRECISION, execution.precision().label());
    }

    private void schedule(Schedule schedule) {
        boolean interleaved = schedule.kind() == Schedule.Kind.INTERLEAVED;
        boolean implied = interleaved ? schedule.chunks() > 1 : schedule.equals(Schedule.PLAIN);
        unless(implied, LayoutKey.SCHEDULE, schedule.kind().label());
        unless(!interleaved, LayoutKey.INTERLEAVE, schedule.chunks());
    }

    private void recomputation(Recomputation recomputation) {
        unless(recomputation.kind() == Recomputation.Kind.NONE, LayoutKey.RECOMPUTE, recomputation.kind().label());
        unless(!recomputation.isPartial(), LayoutKey.RECOMPUTE_LAYERS, recomputation.layers());
    }

    private void states(StateSharding states, Mesh mesh) {
        unless(states.zeroStage() == defaults.zeroStage(mesh), LayoutKey.ZERO_STAGE, states.zeroStage().number());
        unless(states.optimizer() == defaults.optimizer(), LayoutKey.OPTIMIZER, states.optimizer().label());
        unless(states.offloaded() == defaults.offloaded(), LayoutKey.OFFLOAD, states.offloaded());
        unless(states.gradients() == defaults.gradients(), LayoutKey.GRADIENTS, states.gradients().label());
    }

    private void unless(boolean understood, LayoutKey key, Object value) {
        if (!understood) {
            say(key, value);
        }
    }

    private void say(LayoutKey key, Object value) {
        parts.add(key.label() + "=" + value);
    }
}
