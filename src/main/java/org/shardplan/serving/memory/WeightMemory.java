package org.shardplan.serving.memory;

import org.shardplan.layout.Mesh;
import org.shardplan.layout.Replica.Split;
import org.shardplan.layout.WeightFormat;
import org.shardplan.memory.ParameterCount;
import org.shardplan.problem.MixtureOfExperts;
import org.shardplan.problem.Model;
import org.shardplan.units.Bytes;

/**
 * Weights on the fullest GPU of a replica.
 *
 * <p>Legend: h hidden, L layers, E experts, V vocabulary, t tensor, p pipeline, D attention-data, e expert-parallel
 * degree.
 */
public final class WeightMemory {

    private static final double BYTES_16 = 2;

    private final Model model;
    private final ParameterCount parameters;

    public WeightMemory(Model model) {
        this.model = model;
        this.parameters = new ParameterCount(model);
    }

    /**
     * Bytes of layers, embedding and LM head.
     *
     * <pre>  ⌈L/p⌉ layers, of which as many as possible hold experts
     *  attention, dense and shared blocks over t; routed experts E/e, each over t·D/e
     *  V·h/t once for embedding and LM head if they are tied or p &gt; 1, twice otherwise</pre>
     *
     * <p>Attention-data groups hold the same attention weights.
     * <p>Source: the published shapes; formats as {@link WeightFormat} has them.
     */
    public Bytes onGpu(Split split, WeightFormat format) {
        return ofStage(split, format, (int) Math.ceil((double) model.layers() / split.pipeline()), true);
    }

    /**
     * The same for a stage of so many layers.
     *
     * @param isEnd whether it is the first or the last of its pipeline: others hold neither embedding nor LM head
     */
    public Bytes ofStage(Split split, WeightFormat format, int layers, boolean isEnd) {
        Mesh mesh = mesh(split);
        int withExperts = Math.min(layers, model.feedForward().expertLayers(model.layers()));
        double plainBytes = format.isForExpertsOnly() ? BYTES_16 : format.bytes();
        double plain = withExperts * parameters.expertLayerShared(mesh)
                + (layers - withExperts) * parameters.denseLayer(mesh);
        return new Bytes(plainBytes * plain + (BYTES_16 - plainBytes) * withExperts * router()
                + format.bytes() * withExperts * parameters.routedExperts(mesh)
                + (isEnd ? BYTES_16 * vocabulary(split) : 0));
    }

    private static Mesh mesh(Split split) {
        int expertTensor = Math.max(1, split.gpusPerStage() / split.expert());
        return new Mesh(0, split.tensor(), split.pipeline(), split.attentionData(), 1, split.expert(), expertTensor);
    }

    private double router() {
        return model.feedForward() instanceof MixtureOfExperts mixture
                ? (double) model.hidden() * mixture.experts()
                : 0;
    }

    private double vocabulary(Split split) {
        double embedding = parameters.embedding(split.tensor());
        return model.vocabulary().tied() || split.pipeline() > 1
                ? embedding
                : embedding + parameters.head(split.tensor());
    }
}
