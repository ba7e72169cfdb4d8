package org.shardplan.mixed.serving;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.shardplan.layout.Replica;
import org.shardplan.layout.Replica.Batching;
import org.shardplan.layout.Replica.Formats;
import org.shardplan.layout.Replica.Split;
import org.shardplan.layout.ServedStage;
import org.shardplan.layout.ServingLayout.Pipeline;

/**
 * Everything about a pipeline but its order, its layers and how many sequences run.
 *
 * @param numbers formats and chunk
 * @param groups the stages, a group for each pool that is used
 */
record ServedPlan(Numbers numbers, List<StageGroup> groups) {

    ServedPlan {
        groups = List.copyOf(groups);
    }

    /**
     * What all stages have in common.
     *
     * @param formats how weights, keys and values are stored
     * @param chunkTokens prompt tokens of one step at most
     */
    record Numbers(Formats formats, int chunkTokens) {
    }

    /** Everything about a pipeline but its order, its layers and how many sequences run; stages on a pool are alike. */
    static ServedPlan of(Pipeline layout) {
        Map<Integer, StageGroup> groups = new TreeMap<>();
        layout.stages().forEach(stage -> groups.merge(stage.pool(),
                new StageGroup(stage.pool(), stage.tensor(), stage.expert(), 1), StageGroup::and));
        return new ServedPlan(new Numbers(layout.formats(), layout.batching().chunkTokens()),
                List.copyOf(groups.values()));
    }

    int stages() {
        return groups.stream().mapToInt(StageGroup::stages).sum();
    }

    /** The replica that the whole pipeline would be if it were made of the stages of this group. */
    Replica kind(StageGroup group) {
        return new Replica(group.pool(), new Split(group.tensor(), stages(), 1, group.expert()), numbers.formats(),
                new Batching(1, numbers.chunkTokens()));
    }

    /** A pipeline in the order of its groups, each stage with one layer. */
    Pipeline outline(int sequences) {
        List<ServedStage> stages = new ArrayList<>();
        for (StageGroup group : groups) {
            for (int stage = 0; stage < group.stages(); stage++) {
                stages.add(new ServedStage(group.pool(), group.tensor(), group.expert(), 1));
            }
        }
        return new Pipeline(stages, numbers.formats(), new Batching(sequences, numbers.chunkTokens()));
    }
}
