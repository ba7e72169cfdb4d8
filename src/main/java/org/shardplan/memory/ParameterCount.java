package org.shardplan.memory;

import org.shardplan.layout.Mesh;
import org.shardplan.problem.Attention;
import org.shardplan.problem.DenseFeedForward;
import org.shardplan.problem.FeedForward;
import org.shardplan.problem.GroupedQueryAttention;
import org.shardplan.problem.LatentAttention;
import org.shardplan.problem.LowRankAdapter;
import org.shardplan.problem.MixtureOfExperts;
import org.shardplan.problem.Model;
import org.shardplan.problem.Stack.Bias;

/**
 * Parameters of the blocks of a model, whole or as one rank of a mesh holds them.
 *
 * <p>Legend: h hidden, a query heads, k key/value heads, d head width, f feed-forward width, E experts, V vocabulary,
 * t tensor-parallel, e expert-parallel, T expert-tensor-parallel degree.
 * <p>Source: the published shapes; totals of all catalogue models agree with the official counts to 0.5 %.
 * <p>Assumes the vocabulary splits evenly over the tensor group; query-key norms (below 0.001 %) are left out.
 */
public final class ParameterCount {

    private static final Mesh ONE_GPU = Mesh.dense(0, 1, 1, 1, 1);

    private final Model model;
    private final double hidden;

    public ParameterCount(Model model) {
        this.model = model;
        this.hidden = model.hidden();
    }

    /** All parameters of the model. */
    public double total() {
        int experts = model.feedForward().expertLayers(model.layers());
        return (model.layers() - experts) * denseLayer(ONE_GPU)
                + experts * (expertLayerShared(ONE_GPU) + routedExperts(ONE_GPU))
                + embedding(1) + (model.vocabulary().tied() ? 0 : head(1)) + finalNorm();
    }

    /** Parameters that work on one token: routed experts count only as far as the router picks them. */
    public double active() {
        if (!(model.feedForward() instanceof MixtureOfExperts mixture)) {
            return total();
        }
        int layers = mixture.expertLayers(model.layers());
        return total() - layers * routedExperts(ONE_GPU) * (1 - (double) mixture.topK() / mixture.experts());
    }

    /** Parameters of one layer without experts on one rank: attention, feed-forward, norms. */
    public double denseLayer(Mesh mesh) {
        return attention(mesh.tensor()) + norms() + feedForward(model.feedForward().dense(), mesh.tensor());
    }

    /** Parameters of one layer with experts on one rank, without the routed experts. */
    public double expertLayerShared(Mesh mesh) {
        return attention(mesh.tensor()) + norms() + routerAndShared(model.feedForward(), mesh.tensor());
    }

    /**
     * Parameters of the routed experts of one layer on one rank.
     *
     * <pre>  E/e · 3·h·f/T  (2·h·f for plain experts)</pre>
     */
    public double routedExperts(Mesh mesh) {
        if (!(model.feedForward() instanceof MixtureOfExperts mixture)) {
            return 0;
        }
        double experts = (double) mixture.experts() / mesh.expert();
        return experts * feedForward(mixture.expert(), mesh.expertTensor());
    }

    /**
     * Low-rank adapters of one layer on one rank: r·(inputs + outputs) of every adapted matrix, split as the matrix.
     *
     * <p>Assumes that queries, keys and values are one matrix with one adapter, and gate and up another.
     *
     * @param width inner width of the layer's dense or shared feed-forward block, 0 if it has none
     */
    public double adapters(LowRankAdapter adapter, int width, int tensor) {
        Attention attention = model.attention();
        double heads = (double) attention.heads() / tensor;
        double projections = 2 * hidden + heads * (attention.queryKeyWidth() + attention.valueWidth());
        double keysAndValues = keyValueWidth(attention, tensor);
        DenseFeedForward dense = model.feedForward().dense();
        double feedForward = width == 0 ? 0 : 2 * hidden + (dense.inputMatrices() + 1.0) * width / tensor;
        return adapter.rank() * (projections + keysAndValues + feedForward);
    }

    /** Embedding rows and learned positions on one rank of the first stage: V·h/t and positions. */
    public double embedding(int tensor) {
        return model.vocabulary().size() * hidden / tensor + model.vocabulary().learnedPositions() * hidden;
    }

    /** LM head on one rank of the last stage: V·h/t. */
    public double head(int tensor) {
        return model.vocabulary().size() * hidden / tensor;
    }

    public double finalNorm() {
        return norms() / 2;
    }

    /** Key and value heads on one rank; each rank holds at least one, so they are copied when t exceeds k. */
    static double localKeyValueHeads(GroupedQueryAttention attention, int tensor) {
        return Math.max(1, (double) attention.keyValueHeads() / tensor);
    }

    /** Elements of keys and values one token has on a rank: 2·max(1, k/t)·d, latent (a/t)·(d_qk + d_v). */
    public static double keyValueWidth(Attention attention, int tensor) {
        return attention instanceof GroupedQueryAttention grouped
                ? 2 * localKeyValueHeads(grouped, tensor) * grouped.headWidth()
                : (double) attention.heads() / tensor * (attention.queryKeyWidth() + attention.valueWidth());
    }

    /** Attention projections on one rank. */
    public double attention(int tensor) {
        Attention attention = model.attention();
        return attention instanceof GroupedQueryAttention grouped
                ? groupedQuery(grouped, tensor)
                : latent((LatentAttention) attention, tensor);
    }

    /** h·d·(a/t + 2·max(1, k/t)) for queries, keys and values, a·d·h/t for the output, and biases. */
    private double groupedQuery(GroupedQueryAttention attention, int tensor) {
        double queries = (double) attention.heads() / tensor * attention.headWidth();
        double keysAndValues = keyValueWidth(attention, tensor);
        double biases = model.stack().bias() == Bias.NONE ? 0 : queries + keysAndValues;
        return hidden * (queries + keysAndValues) + queries * hidden + biases + outputBias();
    }

    /** DeepSeek-V2, arXiv:2405.04434, appendix C; the down-projections are not split over the tensor group. */
    private double latent(LatentAttention attention, int tensor) {
        double heads = (double) attention.heads() / tensor;
        double queryWidth = heads * attention.queryKeyWidth();
        double queries = attention.queryRank() == 0
                ? hidden * queryWidth
                : attention.queryRank() * (hidden + queryWidth + 1);
        double keyValues = hidden * (attention.keyValueRank() + attention.rotaryWidth())
                + attention.keyValueRank() * (heads * (attention.plainWidth() + attention.valueWidth()) + 1);
        return queries + keyValues + heads * attention.valueWidth() * hidden;
    }

    private double feedForward(DenseFeedForward block, int split) {
        double width = (double) block.width() / split;
        double biases = model.stack().bias() == Bias.ALL ? block.inputMatrices() * width + hidden : 0;
        return block.matrices() * hidden * width + biases;
    }

    private double routerAndShared(FeedForward feedForward, int tensor) {
        if (!(feedForward instanceof MixtureOfExperts mixture)) {
            return 0;
        }
        double shared = mixture.expert().matrices() * hidden * mixture.sharedWidth() / tensor;
        double routerBias = model.stack().bias() == Bias.ALL ? mixture.experts() : 0;
        return hidden * mixture.experts() + routerBias + shared;
    }

    /** Two norms a layer: one vector each, two where the model has biases. */
    private double norms() {
        return 2 * hidden * (model.stack().bias() == Bias.ALL ? 2 : 1);
    }

    private double outputBias() {
        return model.stack().bias() == Bias.ALL ? hidden : 0;
    }
}
