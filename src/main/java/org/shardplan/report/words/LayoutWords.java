package org.shardplan.report.words;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.shardplan.layout.GradientPrecision;
import org.shardplan.layout.Layout;
import org.shardplan.layout.Mesh;
import org.shardplan.layout.OptimizerPrecision;
import org.shardplan.layout.Recomputation;
import org.shardplan.layout.Schedule;
import org.shardplan.layout.StateSharding;
import org.shardplan.pipeline.StageSplit;
import org.shardplan.problem.Problem;
import org.shardplan.report.page.Figures;

/** A layout in words. */
public final class LayoutWords {

    private final Problem problem;
    private final Layout layout;

    public LayoutWords(Problem problem, Layout layout) {
        this.problem = problem;
        this.layout = layout;
    }

    /** {@code 64 = tp8 · pp4 · dp2}, with the experts apart because they share these GPUs. */
    public String factors() {
        Mesh mesh = layout.mesh();
        String factors = product(degree("tp", mesh.tensor()), degree("cp", mesh.context()),
                degree("pp", mesh.pipeline()), degree("dp", mesh.data()));
        String experts = product(degree("ep", mesh.expert()), degree("etp", mesh.expertTensor()));
        return (factors.isEmpty() ? "1 GPU" : Figures.count(mesh.gpus()) + " = " + factors)
                + (experts.isEmpty() ? "" : ", experts " + experts);
    }

    /** Everything but the mesh. */
    public List<String> settings() {
        List<String> settings = new ArrayList<>();
        settings.add("micro-batch " + layout.execution().microBatch());
        if (layout.mesh().pipeline() > 1 || layout.schedule().kind() != Schedule.Kind.ONE_F_ONE_B) {
            settings.add(schedule());
        }
        settings.add("ZeRO-" + layout.states().zeroStage().number());
        settings.add(recomputation());
        if (layout.mesh().tensor() > 1) {
            settings.add((layout.execution().sequenceParallel() ? "" : "no ") + "sequence parallelism");
        }
        settings.add(layout.execution().precision().label());
        settings.addAll(states());
        return settings;
    }

    /** The settings in which this layout is not like the other one. */
    public List<String> settingsUnlike(LayoutWords other) {
        List<String> known = other.settings();
        return settings().stream().filter(setting -> !known.contains(setting)).toList();
    }

    private static String degree(String name, int degree) {
        return degree == 1 ? "" : name + degree;
    }

    private static String product(String... degrees) {
        return Stream.of(degrees).filter(degree -> !degree.isEmpty()).collect(Collectors.joining(" · "));
    }

    private String schedule() {
        Schedule schedule = layout.schedule();
        return schedule.chunks() == 1
                ? schedule.kind().label() + " schedule"
                : schedule.kind().label() + " with " + schedule.chunks() + " chunks a stage";
    }

    private String recomputation() {
        Recomputation recomputation = layout.recomputation();
        if (recomputation.isPartial()) {
            int layers = StageSplit.of(problem.model(), layout.mesh().pipeline(), layout.schedule().chunks())
                    .mostLayers();
            return "recomputation of " + recomputation.layers() + " of " + layers
                    + (layout.mesh().pipeline() > 1 ? " layers a stage" : " layers");
        }
        return (recomputation.kind() == Recomputation.Kind.NONE ? "no" : recomputation.kind().label())
                + " recomputation";
    }

    private List<String> states() {
        StateSharding states = layout.states();
        List<String> unusual = new ArrayList<>();
        if (states.optimizer() != OptimizerPrecision.FP32) {
            unusual.add(states.optimizer().label() + " optimizer state");
        }
        if (states.offloaded()) {
            unusual.add("optimizer in host memory");
        }
        if (states.gradients() != GradientPrecision.FP32) {
            unusual.add(states.gradients().label() + " gradients");
        }
        return unusual;
    }
}
