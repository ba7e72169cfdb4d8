package org.shardplan.io.model;

import java.util.Optional;
import org.shardplan.io.json.JsonValue;
import org.shardplan.io.json.JsonValue.JsonArray;
import org.shardplan.io.json.JsonValue.JsonNumber;
import org.shardplan.io.json.JsonValue.JsonObject;
import org.shardplan.io.model.HuggingFaceType.Trait;

/**
 * The experts of a {@code config.json}.
 *
 * @param keys its fields
 * @param type its architecture
 * @param model what is known of the model so far
 */
record HuggingFaceExperts(HuggingFaceKeys keys, HuggingFaceType type, ModelObject model) {

    JsonObject object() {
        ModelObject experts = model.nested();
        required(experts, "count", "num_experts", "num_local_experts", "n_routed_experts", "moe_num_experts");
        required(experts, "topK", "num_experts_per_tok", "experts_per_token", "moe_k");
        required(experts, "width", type.is(Trait.WIDE_EXPERTS) ? "intermediate_size" : "moe_intermediate_size");
        shared(experts);
        if (keys.number(0, "n_group") > 1) {
            keys.number("topk_group").ifPresent(groups -> experts.value("groupLimit", groups));
            keys.number("n_group").ifPresent(groups -> experts.value("groups", groups));
        }
        placement(experts);
        return experts.object();
    }

    private void required(ModelObject experts, String ours, String... names) {
        Optional<JsonValue> value = keys.value(names);
        value.ifPresentOrElse(found -> experts.value(ours, found), () -> keys.missing(names));
    }

    /** One wide shared expert, or several of the routed ones' width. */
    private void shared(ModelObject experts) {
        Optional<JsonNumber> width = keys.number("shared_expert_intermediate_size");
        if (width.isPresent()) {
            experts.value("sharedWidth", width.get());
        } else {
            double shared = keys.number(type.is(Trait.SHARED_EXPERT) ? 1 : 0, "n_shared_experts",
                    "moe_num_shared_experts");
            experts.number("sharedWidth", (long) (shared * experts.number("width")));
        }
    }

    private void placement(ModelObject experts) {
        keys.number("first_k_dense_replace", "moe_layer_start_index")
                .ifPresent(layers -> experts.value("leadingDenseLayers", layers));
        keys.number("decoder_sparse_step", "interleave_moe_layer_step", "moe_layer_interval")
                .ifPresent(every -> experts.value("every", every));
        if (keys.number(1, "moe_layer_freq") != 1) {
            keys.reject("moe_layer_freq", "The moe_layer_freq must be 1: other patterns of experts are not modelled.");
        }
        lastLayer();
        if (keys.value("mlp_only_layers").orElse(null) instanceof JsonArray dense) {
            leading(dense, experts);
        }
    }

    /** ERNIE says up to which layer there are experts; -1 is the last. */
    private void lastLayer() {
        if (keys.value("moe_layer_end_index").orElse(null) instanceof JsonNumber last && last.value() >= 0
                && last.value() < model.number("layers") - 1) {
            keys.reject("moe_layer_end_index", "The moe_layer_end_index must be that of the last layer: dense layers"
                    + " after those with experts are not modelled.");
        }
    }

    private void leading(JsonArray dense, ModelObject experts) {
        for (int index = 0; index < dense.items().size(); index++) {
            if (!(dense.items().get(index) instanceof JsonNumber layer && layer.value() == index)) {
                keys.reject("mlp_only_layers", "The mlp_only_layers must be the first ones, [0, 1, …]: dense layers"
                        + " among those with experts are not modelled.");
                return;
            }
        }
        experts.number("leadingDenseLayers", dense.items().size());
    }
}
