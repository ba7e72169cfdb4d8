package org.shardplan.memory;

import java.util.Optional;
import org.shardplan.layout.Layout;
import org.shardplan.layout.Mesh;
import org.shardplan.layout.Precision;
import org.shardplan.layout.StateSharding;
import org.shardplan.layout.ZeroStage;
import org.shardplan.pipeline.Stage;
import org.shardplan.problem.Framework;
import org.shardplan.problem.LowRankAdapter;
import org.shardplan.problem.MixtureOfExperts;
import org.shardplan.problem.Model;
import org.shardplan.problem.Training;

/**
 * Bytes of weights, gradients and optimizer state on one rank of a stage.
 *
 * <pre>  weights 2, gradients g, optimizer 4 + moments   per parameter, each divided by n from its ZeRO stage on</pre>
 *
 * <p>g bytes of accumulated gradients (4 in Megatron, 2 in DeepSpeed), n ranks that hold the same weights: dp·cp for
 * dense weights, dp·cp·tp/(ep·etp) for routed experts.
 * <p>Source: Rajbhandari et al. 2020, arXiv:1910.02054, section 3; Megatron's 18 bytes without and 6 + 12/n with the
 * distributed optimizer.
 * <p>Assumes 16-bit weights, fp32 master weights, Adam; fp8 keeps two cached fp8 copies of every layer matrix besides
 * (Transformer Engine, forward and transposed).
 */
final class StateMemory {

    private static final int WEIGHT_BYTES = 2;
    private static final int FP8_COPIES = 2;
    private static final int MASTER_BYTES = 4;
    /** The layer at work and the next one, gathered ahead. */
    private static final int GATHERED_LAYERS = 2;

    private final ParameterCount parameters;
    private final Model model;
    private final Optional<LowRankAdapter> adapter;
    private final Framework.States framework;

    StateMemory(Model model, Training training, Framework framework) {
        this.parameters = new ParameterCount(model);
        this.model = model;
        this.adapter = training.adapter();
        this.framework = framework.states();
    }

    /** Parameters on one rank that are replicated over dp·cp. */
    double denseParameters(Stage stage, Mesh mesh) {
        return layerParameters(stage, mesh) + vocabularyParameters(stage, mesh);
    }

    /** Routed expert parameters on one rank. */
    double expertParameters(Stage stage, Mesh mesh) {
        return stage.expertLayers() * parameters.routedExperts(mesh);
    }

    /** Parameters on one rank that are trained and replicated over dp·cp: all dense ones, or the adapters. */
    double trainableDense(Stage stage, Mesh mesh) {
        return adapter.isEmpty() ? denseParameters(stage, mesh) : adapters(adapter.get(), stage, mesh);
    }

    /** Routed expert parameters on one rank that are trained. */
    double trainableExperts(Stage stage, Mesh mesh) {
        return adapter.isEmpty() ? expertParameters(stage, mesh) : 0;
    }

    private double adapters(LowRankAdapter present, Stage stage, Mesh mesh) {
        int shared = model.feedForward() instanceof MixtureOfExperts mixture ? mixture.sharedWidth() : 0;
        int width = model.feedForward().dense().width();
        return stage.denseLayers() * parameters.adapters(present, width, mesh.tensor())
                + stage.expertLayers() * parameters.adapters(present, shared, mesh.tensor());
    }

    private double layerParameters(Stage stage, Mesh mesh) {
        return stage.denseLayers() * parameters.denseLayer(mesh)
                + stage.expertLayers() * parameters.expertLayerShared(mesh);
    }

    /** A tied head on the embedding's own stage shares its rows. */
    private double vocabularyParameters(Stage stage, Mesh mesh) {
        double rows = stage.holdsEmbedding() ? parameters.embedding(mesh.tensor()) : 0;
        boolean ownHead = stage.holdsHead() && !(model.vocabulary().tied() && stage.holdsEmbedding());
        return rows + (ownHead ? parameters.head(mesh.tensor()) : 0)
                + (stage.holdsHead() ? parameters.finalNorm() : 0);
    }

    double weights(Stage stage, Layout layout) {
        boolean sharded = layout.states().zeroStage().shardsWeights();
        double cached = layout.execution().precision() == Precision.FP8
                ? FP8_COPIES * (layerParameters(stage, layout.mesh()) + expertParameters(stage, layout.mesh()))
                : 0;
        double adapters = adapter.isPresent() ? WEIGHT_BYTES * trainableDense(stage, layout.mesh()) : 0;
        return WEIGHT_BYTES * kept(stage, layout.mesh(), sharded) + cached + adapters;
    }

    double gradients(Stage stage, Layout layout) {
        Mesh mesh = layout.mesh();
        double dense = trainableDense(stage, mesh);
        double experts = trainableExperts(stage, mesh);
        boolean sharded = layout.states().zeroStage().shardsGradients();
        return framework.gradientBytes()
                * (sharded ? dense / mesh.replicas() + experts / mesh.expertReplicas() : dense + experts);
    }

    double optimizer(Stage stage, Layout layout) {
        return layout.states().offloaded() ? 0 : optimizerAnywhere(stage, layout);
    }

    /** Master weights and moments of one rank, wherever they live. */
    double optimizerAnywhere(Stage stage, Layout layout) {
        StateSharding states = layout.states();
        double bytes = MASTER_BYTES + states.optimizer().momentBytes();
        return bytes * optimizerParameters(stage, layout.mesh(), states.zeroStage());
    }

    /** Parameters whose optimizer state one rank keeps. */
    double optimizerParameters(Stage stage, Mesh mesh, ZeroStage zero) {
        double dense = trainableDense(stage, mesh);
        double experts = trainableExperts(stage, mesh);
        return zero.shardsOptimizer()
                ? dense / framework.shards(mesh.replicas()) + experts / framework.shards(mesh.expertReplicas())
                : dense + experts;
    }

    /** Whole layers that ZeRO-2 and 3 hold for a moment: gathered weights and gradients not yet scattered. */
    double gathered(Stage stage, Layout layout) {
        ZeroStage zero = layout.states().zeroStage();
        if (!zero.shardsGradients()) {
            return 0;
        }
        double layer = largestLayer(stage, layout.mesh());
        int gradient = adapter.isEmpty() ? framework.gradientBytes() : 0;
        return layer * (gradient + (zero.shardsWeights() ? GATHERED_LAYERS * WEIGHT_BYTES : 0));
    }

    private double largestLayer(Stage stage, Mesh mesh) {
        double dense = stage.denseLayers() > 0 ? parameters.denseLayer(mesh) : 0;
        double experts = stage.expertLayers() > 0
                ? parameters.expertLayerShared(mesh) + parameters.routedExperts(mesh)
                : 0;
        return Math.max(dense, experts);
    }

    private double kept(Stage stage, Mesh mesh, boolean sharded) {
        double dense = denseParameters(stage, mesh);
        double experts = expertParameters(stage, mesh);
        return sharded ? dense / mesh.replicas() + experts / mesh.expertReplicas() : dense + experts;
    }
}
