package org.shardplan.export;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.shardplan.layout.Layout;
import org.shardplan.layout.MixedLayout;
import org.shardplan.layout.MixedStage;
import org.shardplan.layout.Recomputation;
import org.shardplan.problem.MixedProblem;

/**
 * A mixed pipeline to be launched.
 *
 * @param problem the question
 * @param layout its answer
 */
public record MixedPlan(MixedProblem problem, MixedLayout layout) implements Plan {

    /** Why no framework can run it, in one sentence: they know one tp and one size of nodes for all stages. */
    Optional<String> obstacle() {
        List<String> tensors = distinct(layout.stages().stream().map(stage -> "tp" + stage.tensor()
                + (stage.sequenceParallel() == stage.tensor() > 1 ? "" : " without sequence parallelism")));
        if (tensors.size() > 1) {
            return Optional.of("The stages (" + String.join(", ", tensors) + ") must have one tp for an export: no "
                    + "framework known here has a setting for more than one. Maybe solve with \"allow\": {\"tp\": ["
                    + layout.stages().stream().mapToInt(MixedStage::tensor).min().orElseThrow() + "]}.");
        }
        List<String> nodes = distinct(layout.stages().stream().map(stage -> Integer.toString(gpusPerNode(stage))));
        return nodes.size() == 1 ? Optional.empty() : Optional.of("The nodes of the stages (" + String.join(", ", nodes)
                + " GPUs) must be of one size for an export: the scripts start as many ranks on each.");
    }

    private static List<String> distinct(Stream<String> words) {
        return words.distinct().toList();
    }

    private int gpusPerNode(MixedStage stage) {
        return problem.training().pool(stage.pool()).node().gpus();
    }

    /** The plan in the words of single pools, for a pipeline without obstacle. */
    TrainingPlan uniform() {
        Layout first = layout.stage(0);
        return new TrainingPlan(problem.training(), new Layout(first.mesh(), first.execution(), first.schedule(),
                recomputation(), first.states()), layout.stages());
    }

    /** The most that any stage recomputes: all have to recompute alike. */
    private Recomputation recomputation() {
        List<Recomputation> kinds = layout.stages().stream().map(MixedStage::recomputation).distinct().toList();
        if (kinds.size() == 1) {
            return kinds.get(0);
        }
        boolean partial = kinds.stream().noneMatch(Recomputation::isSelective)
                && kinds.stream().allMatch(kind -> kind.layers() != Recomputation.ALL);
        boolean selective = kinds.stream().allMatch(kind -> kind.kind() != Recomputation.Kind.FULL);
        return selective ? Recomputation.SELECTIVE : !partial ? Recomputation.FULL : Recomputation.some(
                kinds.stream().mapToInt(Recomputation::layers).max().orElseThrow());
    }
}
