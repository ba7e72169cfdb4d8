package org.shardplan.mixed.serving;

import java.util.List;
import org.shardplan.layout.Replica;
import org.shardplan.problem.IntChoice;
import org.shardplan.problem.Load;
import org.shardplan.problem.ServingProblem;
import org.shardplan.serving.space.Counts;
import org.shardplan.serving.space.ServingSpace;
import org.shardplan.serving.time.AlikeStages;

/**
 * What finds room in the stages of a plan.
 *
 * @param problem the question
 * @param room what single stages hold
 * @param plan the plan
 */
record PlanRoom(ServingProblem problem, StageRoom room, ServedPlan plan) {

    private static final int SEQUENCES_STEP = 16;

    /** What each group may hold while so many sequences run, the embedding and the LM head left out. */
    List<AlikeStages> groups(int sequences) {
        return plan.groups().stream().map(group -> {
            Replica kind = plan.kind(group);
            return new AlikeStages(kind, group.stages(), group.stages(),
                    group.stages() * room.mostLayers(kind, false, sequences));
        }).toList();
    }

    /** Layers that all stages hold at most. */
    int mostLayers(int sequences) {
        return plan.groups().stream().mapToInt(group ->
                group.stages() * room.mostLayers(plan.kind(group), false, sequences)).sum();
    }

    /** Sequences for which there is room beside all layers; 0 if the layers alone are too much. */
    int mostSequences() {
        int most = problem.serving().load() instanceof Load.ClosedLoop closed
                ? Math.min(closed.concurrency(), ServingSpace.MOST_SEQUENCES) : ServingSpace.MOST_SEQUENCES;
        int few = 0;
        int many = most + 1;
        while (many - few > 1) {
            int middle = (few + many) >>> 1;
            if (mostLayers(middle) >= problem.model().layers()) {
                few = middle;
            } else {
                many = middle;
            }
        }
        return few;
    }

    /** Numbers of sequences that may run, ascending. */
    List<Integer> batches() {
        int most = mostSequences();
        IntChoice choice = problem.goal().allowed().batching().sequences();
        return choice.isAny() ? Counts.inSteps(most, SEQUENCES_STEP)
                : choice.values().stream().filter(sequences -> mostLayers(sequences) >= problem.model().layers())
                        .toList();
    }
}
