package org.shardplan.mixed.serving;

import java.util.HashMap;
import java.util.Map;
import org.shardplan.layout.Replica;
import org.shardplan.serving.estimate.PipelineEstimator;
import org.shardplan.serving.memory.ServingMemory;

/** How many layers a stage holds while so many sequences run. */
final class StageRoom {

    private final PipelineEstimator estimator;
    private final int layers;
    private final Map<Stage, int[]> sequences = new HashMap<>();

    StageRoom(PipelineEstimator estimator) {
        this.estimator = estimator;
        this.layers = estimator.problem().model().layers();
    }

    private record Stage(Replica kind, boolean isEnd) {
    }

    /** Most layers; 0 if not even one fits. More layers leave room for fewer sequences. */
    int mostLayers(Replica kind, boolean isEnd, int running) {
        int[] fitting = sequences.computeIfAbsent(new Stage(kind, isEnd), this::sequences);
        int few = 0;
        int many = layers + 1;
        while (many - few > 1) {
            int middle = (few + many) >>> 1;
            if (fitting[middle] >= running) {
                few = middle;
            } else {
                many = middle;
            }
        }
        return few;
    }

    /** By layers: the sequences that fit. */
    private int[] sequences(Stage stage) {
        int[] fitting = new int[layers + 1];
        for (int held = 1; held <= layers; held++) {
            ServingMemory memory = estimator.memory(stage.kind(), held, stage.isEnd());
            fitting[held] = memory.starts() ? memory.sequences() : 0;
        }
        return fitting;
    }
}
