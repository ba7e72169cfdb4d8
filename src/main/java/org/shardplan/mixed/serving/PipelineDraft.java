package org.shardplan.mixed.serving;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.shardplan.layout.Replica;
import org.shardplan.layout.Replica.Batching;
import org.shardplan.layout.ServedStage;
import org.shardplan.layout.ServingLayout.Pipeline;

/** A pipeline that is put together group by group, from its first stage to its last. */
final class PipelineDraft {

    private final ServedPlan plan;
    private final StageRoom room;
    private final int sequences;
    private final List<ServedStage> stages = new ArrayList<>();
    private boolean fits = true;

    PipelineDraft(ServedPlan plan, StageRoom room, int sequences) {
        this.plan = plan;
        this.room = room;
        this.sequences = sequences;
    }

    /** The stages of a group with so many layers, if they find room. */
    void add(StageGroup group, int layers, boolean isFirst, boolean isLast) {
        Replica kind = plan.kind(group);
        int ends = (isFirst ? 1 : 0) + (isLast ? 1 : 0);
        Optional<List<Integer>> split = new LayerSplit(group.stages(), ends, room.mostLayers(kind, false, sequences),
                room.mostLayers(kind, true, sequences)).of(layers);
        fits &= split.isPresent();
        split.ifPresent(held -> inPlace(held, isFirst, isLast)
                .forEach(some -> stages.add(new ServedStage(group.pool(), group.tensor(), group.expert(), some))));
    }

    /** The ends come first in a split: the last stage of the pipeline goes to the back. */
    private static List<Integer> inPlace(List<Integer> split, boolean isFirst, boolean isLast) {
        List<Integer> placed = new ArrayList<>(split);
        if (isLast) {
            placed.add(placed.remove(isFirst ? 1 : 0));
        }
        return placed;
    }

    Optional<Pipeline> pipeline() {
        return fits ? Optional.of(new Pipeline(stages, plan.numbers().formats(),
                new Batching(sequences, plan.numbers().chunkTokens()))) : Optional.empty();
    }
}
