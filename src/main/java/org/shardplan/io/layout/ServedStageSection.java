package org.shardplan.io.layout;

import org.shardplan.io.json.JsonText;
import org.shardplan.layout.ServedStage;
import org.shardplan.layout.ServingLayout.Pipeline;
import org.shardplan.problem.ServingProblem;

/** What is decided for a pipeline that serves, in the words of layouts; {@link ServedPipelineReader} reads it back. */
public final class ServedStageSection {

    private ServedStageSection() {
    }

    /** What all stages have in common. */
    public static void write(Pipeline layout, JsonText json) {
        json.count(ServingLayoutKey.GPUS.label(), layout.gpus());
        json.text(ServingLayoutKey.WEIGHTS.label(), layout.formats().weights().label());
        json.text(ServingLayoutKey.KEY_VALUES.label(), layout.formats().keyValues().label());
        json.count(ServingLayoutKey.MAX_BATCH.label(), layout.batching().sequences());
        json.count(ServingLayoutKey.CHUNK_TOKENS.label(), layout.batching().chunkTokens());
    }

    /** One stage. */
    public static void write(ServingProblem problem, ServedStage stage, JsonText json) {
        json.text(ServingLayoutKey.GPU.label(), problem.pool(stage.pool()).name());
        json.count(ServingLayoutKey.TENSOR.label(), stage.tensor());
        json.count(ServingLayoutKey.EXPERT.label(), stage.expert());
        json.count(ServingLayoutKey.LAYERS.label(), stage.layers());
    }
}
