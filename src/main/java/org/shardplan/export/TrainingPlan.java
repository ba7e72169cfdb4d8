package org.shardplan.export;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.shardplan.layout.Layout;
import org.shardplan.layout.Mesh;
import org.shardplan.layout.MixedStage;
import org.shardplan.layout.Recomputation;
import org.shardplan.pipeline.StageSplit;
import org.shardplan.problem.Model;
import org.shardplan.problem.Problem;
import org.shardplan.problem.Training;

/**
 * What is to be launched.
 *
 * @param problem the question
 * @param layout its answer
 * @param mixed the stages, if they are on several pools; they have the tp and dp of the layout
 */
public record TrainingPlan(Problem problem, Layout layout, List<MixedStage> mixed) implements Plan {

    public TrainingPlan {
        mixed = List.copyOf(mixed);
    }

    /** A plan on one pool. */
    public TrainingPlan(Problem problem, Layout layout) {
        this(problem, layout, List.of());
    }

    boolean isMixed() {
        return !mixed.isEmpty();
    }

    /** Layers of every virtual stage, in the order in which a micro-batch passes them. */
    List<Integer> stageLayers() {
        return isMixed() ? mixed.stream().map(MixedStage::layers).toList()
                : StageSplit.virtualStages(model(), mesh().pipeline(), layout.schedule().chunks());
    }

    /** Whether all virtual stages hold as many layers. */
    boolean isEven() {
        return stageLayers().stream().distinct().count() == 1;
    }

    /** {@code 64 H100-SXM-80}. */
    String hardware() {
        return isMixed() ? mixed.stream().map(stage -> (long) stage.tensor() * mesh().data() + " "
                + problem.pool(stage.pool()).gpu().name()).collect(Collectors.joining(", "))
                : mesh().gpus() + " " + problem.pool(mesh().pool()).gpu().name();
    }

    Model model() {
        return problem.model();
    }

    Training training() {
        return problem.training();
    }

    Mesh mesh() {
        return layout.mesh();
    }

    /** {@code  of 9, 15, 56 layers}, where the stages are on several pools. */
    String stageWords() {
        return isMixed() ? " of " + stageLayers().stream().map(String::valueOf).collect(Collectors.joining(", "))
                + " layers" : "";
    }

    /** What one setting for all stages cannot say of what they recompute. */
    Optional<String> recomputationGap() {
        boolean alike = mixed.stream().map(MixedStage::recomputation).allMatch(layout.recomputation()::equals);
        return alike ? Optional.empty() : Optional.of("recomputation stage by stage ("
                + mixed.stream().map(stage -> words(stage.recomputation())).collect(Collectors.joining(", "))
                + "): all stages recompute " + words(layout.recomputation())
                + ", which takes longer than planned.");
    }

    private static String words(Recomputation recomputation) {
        return recomputation.isPartial() ? recomputation.layers() + " layers" : recomputation.kind().label();
    }

    /** Which nodes must be of which pool, where that differs. */
    List<String> nodeOrder() {
        List<String> lines = new ArrayList<>();
        int first = 0;
        for (int index = 0; index < mixed.size(); index++) {
            MixedStage stage = mixed.get(index);
            int last = first + stage.nodes() - 1;
            lines.add((stage.nodes() == 1 ? "Node " + first : "Nodes " + first + " to " + last) + " must be "
                    + problem.pool(stage.pool()).name() + ": stage " + index + ", " + stage.layers() + " layers.");
            first = last + 1;
        }
        return lines;
    }

    /** GPUs of a node that work on the plan. */
    int gpusPerNode() {
        return (int) Math.min(problem.pool(mesh().pool()).node().gpus(), mesh().gpus());
    }

    /** Nodes that work on the plan; more than one node means whole nodes. */
    long nodes() {
        return isMixed() ? mixed.stream().mapToInt(MixedStage::nodes).sum()
                : (mesh().gpus() + gpusPerNode() - 1) / gpusPerNode();
    }
}
