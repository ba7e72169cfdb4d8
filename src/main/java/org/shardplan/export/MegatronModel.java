package org.shardplan.export;

import org.shardplan.layout.Precision;
import org.shardplan.problem.Attention;
import org.shardplan.problem.GroupedQueryAttention;
import org.shardplan.problem.LatentAttention;
import org.shardplan.problem.MixtureOfExperts;
import org.shardplan.problem.MixtureOfExperts.Routing;
import org.shardplan.problem.Model;
import org.shardplan.problem.SlidingWindow;
import org.shardplan.problem.Stack.Bias;
import org.shardplan.problem.Vocabulary;

/**
 * The shape of a model as Megatron-LM's arguments.
 *
 * @param plan the plan
 * @param settings where they go
 */
record MegatronModel(TrainingPlan plan, Settings settings) {

    void write() {
        Model model = plan.model();
        settings.set("num-layers", model.layers());
        settings.set("hidden-size", model.hidden());
        settings.set("ffn-hidden-size", model.feedForward().dense().width());
        new MegatronFunctions(model, settings).write();
        attention(model.attention());
        if (model.feedForward() instanceof MixtureOfExperts mixture) {
            experts(mixture);
        }
        vocabulary(model.vocabulary());
        settings.onIf(model.stack().bias() != Bias.ALL, "disable-bias-linear");
        settings.onIf(model.stack().bias() == Bias.QUERY_KEY_VALUE, "add-qkv-bias");
        dropout(model.stack().dropout());
        settings.taskIf(true, "data, tokenizer (--tokenizer-type, --tokenizer-model), optimizer and learning rate"
                + " (--lr) are not part of the plan: pass them to the script.");
    }

    /** Without a word of it Megatron-LM drops a tenth, which takes memory for the masks. */
    private void dropout(boolean dropout) {
        settings.setIf(!dropout, "attention-dropout", "0.0");
        settings.setIf(!dropout, "hidden-dropout", "0.0");
        settings.taskIf(dropout, "--attention-dropout and --hidden-dropout, 0.1 unless you set them.");
    }

    private void attention(Attention attention) {
        settings.set("num-attention-heads", attention.heads());
        if (attention instanceof GroupedQueryAttention grouped) {
            groupedQuery(grouped);
        } else {
            latent((LatentAttention) attention);
        }
    }

    private void groupedQuery(GroupedQueryAttention attention) {
        settings.set("kv-channels", attention.headWidth());
        if (attention.keyValueHeads() < attention.heads()) {
            settings.on("group-query-attention");
            settings.set("num-query-groups", attention.keyValueHeads());
        }
        attention.window().ifPresent(this::window);
    }

    /** A window reaches back from the token itself; on some layers it is that of all but the last of every so many. */
    private void window(SlidingWindow window) {
        settings.set("window-size", window.tokens() - 1 + ",0");
        int whole = plan.model().layers() - window.layers(plan.model().layers());
        if (whole > 0) {
            int every = plan.model().layers() / whole;
            boolean regular = every > 1 && plan.model().layers() / every == whole;
            settings.setIf(regular, "window-attn-skip-freq", every);
            settings.taskIf(true, "which layers have no window: the plan knows that " + whole + " of "
                    + plan.model().layers() + " have none" + (regular ? " and takes the last of every " + every
                    : "; set --window-attn-skip-freq") + ". Attention within chunks has no argument here.");
        }
    }

    private void latent(LatentAttention attention) {
        settings.on("multi-latent-attention");
        settings.setIf(attention.queryRank() > 0, "q-lora-rank", attention.queryRank());
        settings.set("kv-lora-rank", attention.keyValueRank());
        settings.set("qk-head-dim", attention.plainWidth());
        settings.set("qk-pos-emb-head-dim", attention.rotaryWidth());
        settings.set("v-head-dim", attention.valueWidth());
    }

    private void experts(MixtureOfExperts mixture) {
        settings.set("num-experts", mixture.experts());
        settings.set("moe-router-topk", mixture.topK());
        settings.set("moe-ffn-hidden-size", mixture.expert().width());
        settings.setIf(mixture.sharedWidth() > 0, "moe-shared-expert-intermediate-size", mixture.sharedWidth());
        settings.setIf(mixture.expertLayers(plan.model().layers()) < plan.model().layers(),
                "moe-layer-freq", pattern(mixture));
        settings.set("moe-token-dispatcher-type", "alltoall");
        settings.onIf(plan.layout().execution().precision() != Precision.FP16, "moe-grouped-gemm");
        groups(mixture.routing());
        settings.taskIf(true, "how the router balances and scales (--moe-router-load-balancing-type,"
                + " --moe-aux-loss-coeff, --moe-router-topk-scaling-factor, --moe-router-pre-softmax,"
                + " --moe-router-enable-expert-bias): as the model was made.");
        settings.gapIf(plan.mesh().tensor() > 1 && !plan.layout().execution().sequenceParallel(),
                "experts beside tensor parallelism without sequence parallelism: Megatron-LM refuses to train them.");
    }

    private void groups(Routing routing) {
        settings.setIf(routing.groups() > 0, "moe-router-group-topk", routing.groups());
        settings.setIf(routing.groups() > 0 && routing.allGroups() > 0, "moe-router-num-groups", routing.allGroups());
        settings.taskIf(routing.groups() > 0 && routing.allGroups() == 0,
                "how many groups the experts are divided into: set --moe-router-num-groups.");
    }

    /** 1 for a layer with experts, 0 for one without. */
    private String pattern(MixtureOfExperts mixture) {
        StringBuilder pattern = new StringBuilder("[");
        for (int layer = 0; layer < plan.model().layers(); layer++) {
            pattern.append(layer == 0 ? "" : ",").append(mixture.isExpertLayer(layer) ? 1 : 0);
        }
        return pattern.append("]").toString();
    }

    private void vocabulary(Vocabulary vocabulary) {
        settings.set("vocab-size", vocabulary.size());
        settings.onIf(!vocabulary.tied(), "untie-embeddings-and-output-weights");
        settings.set("seq-length", plan.training().sequenceLength());
        settings.set("max-position-embeddings",
                Math.max(vocabulary.learnedPositions(), plan.training().sequenceLength()));
    }
}
