package org.shardplan.io.layout;

import org.shardplan.io.json.JsonText;
import org.shardplan.layout.Replica;
import org.shardplan.layout.Replica.Split;
import org.shardplan.layout.ReplicaGroup;
import org.shardplan.layout.ServingLayout;
import org.shardplan.problem.ServingProblem;

/**
 * A serving layout as an object of a solution document; {@link ServingLayoutReader} reads it back. Equal replicas stand
 * in the object itself, others in {@code groups}, or in {@code prefill} and {@code decode}.
 */
public final class ServingLayoutSection {

    private final ServingProblem problem;
    private final JsonText json;

    private ServingLayoutSection(ServingProblem problem, JsonText json) {
        this.problem = problem;
        this.json = json;
    }

    public static void write(ServingProblem problem, ServingLayout layout, JsonText json) {
        ServingLayoutSection section = new ServingLayoutSection(problem, json);
        json.object("layout", ignored -> section.layout(layout));
    }

    private void layout(ServingLayout layout) {
        if (layout instanceof ServingLayout.Disaggregated both) {
            json.count(ServingLayoutKey.GPUS.label(), layout.gpus());
            json.object("prefill", ignored -> group(both.prefill()));
            json.object("decode", ignored -> group(both.decode()));
        } else if (layout.groups().size() > 1) {
            json.count(ServingLayoutKey.GPUS.label(), layout.gpus());
            json.objects("groups", layout.groups(), this::group);
        } else {
            group(layout.groups().get(0));
        }
    }

    private void group(ReplicaGroup group) {
        Replica replica = group.replica();
        Split split = replica.split();
        json.text(ServingLayoutKey.GPU.label(), problem.pool(replica.pool()).name());
        json.count(ServingLayoutKey.GPUS.label(), group.gpus());
        json.count(ServingLayoutKey.REPLICAS.label(), group.count());
        json.count(ServingLayoutKey.TENSOR.label(), split.tensor());
        json.count(ServingLayoutKey.PIPELINE.label(), split.pipeline());
        json.count(ServingLayoutKey.ATTENTION_DATA.label(), split.attentionData());
        json.count(ServingLayoutKey.EXPERT.label(), split.expert());
        json.text(ServingLayoutKey.WEIGHTS.label(), replica.formats().weights().label());
        json.text(ServingLayoutKey.KEY_VALUES.label(), replica.formats().keyValues().label());
        json.count(ServingLayoutKey.MAX_BATCH.label(), replica.batching().sequences());
        json.count(ServingLayoutKey.CHUNK_TOKENS.label(), replica.batching().chunkTokens());
    }
}
