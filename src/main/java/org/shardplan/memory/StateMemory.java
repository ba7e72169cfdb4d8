package org.shardplan.memory;

import java.util.ArrayList;
import java.util.List;
import org.shardplan.layout.Layout;
import org.shardplan.layout.Mesh;
import org.shardplan.layout.Precision;
import org.shardplan.layout.StateSharding;
import org.shardplan.layout.ZeroStage;
import org.shardplan.memory.StateTerm.Share;
import org.shardplan.pipeline.Stage;
import org.shardplan.problem.Framework;

/**
 * Bytes of weights, gradients and optimizer state on one rank of a stage.
 *
 * <pre>  weights 2, gradients g, optimizer 4 + moments   per parameter, each divided by n from its ZeRO stage on</pre>
 *
 * <p>g bytes of accumulated gradients (4 in Megatron, 2 in DeepSpeed), n ranks that hold the same weights: dp·cp for
 * dense weights, dp·cp·tp/(ep·etp) for routed experts. Frozen weights have neither gradients nor optimizer state.
 * <p>Source: Rajbhandari et al. 2020, arXiv:1910.02054, section 3; Megatron's 18 bytes without and 6 + 12/n with the
 * distributed optimizer.
 * <p>Assumes 16-bit weights, fp32 master weights, Adam; fp8 and nvfp4 keep two cached copies of every layer matrix
 * besides in their own format (Transformer Engine, forward and transposed).
 */
final class StateMemory {

    private static final int WEIGHT_BYTES = 2;
    private static final int CAST_COPIES = 2;
    private static final int MASTER_BYTES = 4;
    /** The layer at work and the next one, gathered ahead. */
    private static final int GATHERED_LAYERS = 2;

    private final Framework.States framework;

    StateMemory(Framework framework) {
        this.framework = framework.states();
    }

    double weights(Stage stage, Layout layout, RankParameters rank) {
        boolean sharded = layout.states().zeroStage().shardsWeights();
        Mesh mesh = layout.mesh();
        double adapters = rank.adapters().isPresent() ? WEIGHT_BYTES * rank.trainedDense(stage) : 0;
        Precision precision = layout.execution().precision();
        double cached = precision.isCast()
                ? CAST_COPIES * precision.operandBytes() * kept(rank.layers(stage), rank.experts(stage), mesh, sharded)
                : 0;
        return WEIGHT_BYTES * kept(rank.dense(stage), rank.experts(stage), mesh, sharded) + cached + adapters;
    }

    double gradients(Stage stage, Layout layout, RankParameters rank) {
        boolean sharded = layout.states().zeroStage().shardsGradients();
        return framework.gradientBytes()
                * kept(rank.trainedDense(stage), rank.trainedExperts(stage), layout.mesh(), sharded);
    }

    /** Master weights and moments of one rank, wherever they live. */
    double optimizer(Stage stage, Layout layout, RankParameters rank) {
        StateSharding states = layout.states();
        double bytes = MASTER_BYTES + states.optimizer().momentBytes();
        return bytes * optimizerParameters(stage, layout, rank);
    }

    /** Parameters whose optimizer state one rank keeps. */
    double optimizerParameters(Stage stage, Layout layout, RankParameters rank) {
        double dense = rank.trainedDense(stage);
        double experts = rank.trainedExperts(stage);
        Mesh mesh = layout.mesh();
        return layout.states().zeroStage().shardsOptimizer()
                ? dense / framework.shards(mesh.replicas()) + experts / framework.shards(mesh.expertReplicas())
                : dense + experts;
    }

    /** Whole layers that ZeRO-2 and 3 hold for a moment: gathered weights and gradients not yet scattered. */
    double gathered(Stage stage, Layout layout, RankParameters rank) {
        ZeroStage zero = layout.states().zeroStage();
        if (!zero.shardsGradients()) {
            return 0;
        }
        int gradient = rank.adapters().isEmpty() ? framework.gradientBytes() : 0;
        return rank.largestLayer(stage) * (gradient + (zero.shardsWeights() ? GATHERED_LAYERS * WEIGHT_BYTES : 0));
    }

    /** The formula of weights, gradients and optimizer state on the device, with its numbers. */
    List<MemoryTerm> terms(Stage stage, Layout layout, RankParameters rank) {
        Mesh mesh = layout.mesh();
        ZeroStage zero = layout.states().zeroStage();
        List<MemoryTerm> terms = new ArrayList<>();
        Share dense = share(rank.dense(stage), zero.shardsWeights(), mesh.replicas());
        Share experts = share(rank.experts(stage), zero.shardsWeights(), mesh.expertReplicas());
        terms.add(new StateTerm(MemoryPart.WEIGHTS, WEIGHT_BYTES, dense, experts));
        Precision precision = layout.execution().precision();
        if (precision.isCast()) {
            Share layers = new Share(rank.layers(stage), dense.ranks());
            terms.add(new StateTerm(MemoryPart.WEIGHTS, CAST_COPIES * precision.operandBytes(), layers, experts));
        }
        if (rank.adapters().isPresent()) {
            terms.add(new StateTerm(MemoryPart.WEIGHTS, WEIGHT_BYTES, new Share(rank.trainedDense(stage), 1),
                    Share.NONE));
        }
        terms.add(new StateTerm(MemoryPart.GRADIENTS, framework.gradientBytes(),
                share(rank.trainedDense(stage), zero.shardsGradients(), mesh.replicas()),
                share(rank.trainedExperts(stage), zero.shardsGradients(), mesh.expertReplicas())));
        if (!layout.states().offloaded()) {
            terms.add(new StateTerm(MemoryPart.OPTIMIZER, MASTER_BYTES + layout.states().optimizer().momentBytes(),
                    share(rank.trainedDense(stage), zero.shardsOptimizer(), framework.shards(mesh.replicas())),
                    share(rank.trainedExperts(stage), zero.shardsOptimizer(),
                            framework.shards(mesh.expertReplicas()))));
        }
        return terms;
    }

    private static Share share(double parameters, boolean sharded, int ranks) {
        return new Share(parameters, sharded ? ranks : 1);
    }

    private static double kept(double dense, double experts, Mesh mesh, boolean sharded) {
        return sharded ? dense / mesh.replicas() + experts / mesh.expertReplicas() : dense + experts;
    }
}
