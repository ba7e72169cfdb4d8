package org.shardplan.memory;

import java.util.Optional;
import org.shardplan.layout.Mesh;
import org.shardplan.pipeline.Stage;
import org.shardplan.problem.LowRankAdapter;
import org.shardplan.problem.MixtureOfExperts;
import org.shardplan.problem.Model;

/**
 * Parameters that one rank of a mesh holds, by block; what a stage holds follows from its layers.
 *
 * @param layers blocks of the layers
 * @param ends blocks of the first and the last stage
 * @param adapters low-rank adapters, if only those are trained
 */
public record RankParameters(Layers layers, Ends ends, Optional<Adapters> adapters) {

    /**
     * Blocks of the layers.
     *
     * @param dense a layer without experts
     * @param expertShared a layer with experts, its routed experts aside
     * @param routed routed experts of one layer
     */
    public record Layers(double dense, double expertShared, double routed) {
    }

    /**
     * Blocks of the ends.
     *
     * @param embedding embedding and positions
     * @param head LM head
     * @param finalNorm norm before the head
     * @param tied whether the head shares the embedding's rows where both are on one stage
     */
    public record Ends(double embedding, double head, double finalNorm, boolean tied) {
    }

    /** Adapters of a layer without and of one with experts. */
    public record Adapters(double dense, double expert) {
    }

    static RankParameters of(ParameterCount count, Model model, Optional<LowRankAdapter> adapter, Mesh mesh) {
        int tensor = mesh.tensor();
        int shared = model.feedForward() instanceof MixtureOfExperts mixture ? mixture.sharedWidth() : 0;
        int width = model.feedForward().dense().width();
        return new RankParameters(
                new Layers(count.denseLayer(mesh), count.expertLayerShared(mesh), count.routedExperts(mesh)),
                new Ends(count.embedding(tensor), count.head(tensor), count.finalNorm(), model.vocabulary().tied()),
                adapter.map(low -> new Adapters(
                        count.adapters(low, width, tensor), count.adapters(low, shared, tensor))));
    }

    /** Parameters of a stage that are replicated over dp·cp. */
    public double dense(Stage stage) {
        return layers(stage) + (stage.holdsEmbedding() ? ends.embedding() : 0)
                + (stage.holdsHead() ? ends.finalNorm() + (ownsHead(stage) ? ends.head() : 0) : 0);
    }

    /** The same without embedding and head. */
    double layers(Stage stage) {
        return stage.denseLayers() * layers.dense() + stage.expertLayers() * layers.expertShared();
    }

    /** Routed expert parameters of a stage. */
    public double experts(Stage stage) {
        return stage.expertLayers() * layers.routed();
    }

    /** Parameters of a stage that are trained and replicated over dp·cp: all dense ones, or the adapters. */
    public double trainedDense(Stage stage) {
        return adapters.isEmpty() ? dense(stage) : stage.denseLayers() * adapters.get().dense()
                + stage.expertLayers() * adapters.get().expert();
    }

    /** Routed expert parameters of a stage that are trained. */
    public double trainedExperts(Stage stage) {
        return adapters.isEmpty() ? experts(stage) : 0;
    }

    /** The largest layer of a stage, with its experts. */
    double largestLayer(Stage stage) {
        double dense = stage.denseLayers() > 0 ? layers.dense() : 0;
        double expert = stage.expertLayers() > 0 ? layers.expertShared() + layers.routed() : 0;
        return Math.max(dense, expert);
    }

    private boolean ownsHead(Stage stage) {
        return !(ends.tied() && stage.holdsEmbedding());
    }
}
