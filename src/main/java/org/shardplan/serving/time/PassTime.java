package org.shardplan.serving.time;

import java.util.Optional;
import org.shardplan.layout.Replica;
import org.shardplan.layout.WeightFormat;
import org.shardplan.problem.Engine.Overheads;
import org.shardplan.problem.LatentAttention;
import org.shardplan.problem.MixtureOfExperts;
import org.shardplan.problem.Model;
import org.shardplan.problem.Pool;
import org.shardplan.problem.ServingProblem;
import org.shardplan.serving.time.KernelTimes.Shape;
import org.shardplan.units.Bandwidth;

/**
 * Seconds of one pass through the model, by part.
 *
 * <p>A token crosses all pipeline stages one after the other, so a pass takes all layers whatever their number.
 * With data-parallel attention, tokens are those of one of its groups, and all groups pass at the same time.
 */
final class PassTime {

    /** Bytes that norms, residuals and activation functions of a layer move per element of the hidden state. */
    private static final double STREAMED_BYTES = 20;
    private static final double BYTES_16 = 2;
    /**
     * Small kernels that latent attention launches besides those of other layers: norms of both compressions, rotary,
     * and the two products that absorb the up-projections, 2.5 us each in a captured graph. Counted, not measured apart.
     */
    private static final double LATENT_SECONDS = 5 * 2.5e-6;
    private static final int COLLECTIVES_PER_LAYER = 2;

    private final Replica replica;
    private final Model model;
    private final KernelTimes kernels;
    private final MatrixWork matrices;
    private final MatrixKernel head;
    private final AttentionKernels attention;
    private final ExpertKernels experts;
    private final int expertLayers;
    private final Transfers transfers;
    private final Optional<Bandwidth> across;
    private final GroupReduce allReduce;
    private final Overheads overheads;
    private final boolean streams;
    private final double layerSeconds;

    /**
     * Passes of a replica.
     *
     * @param across what the network carries per GPU if the next stage is on another pool
     */
    PassTime(ServingProblem problem, Replica replica, boolean streams, Optional<Bandwidth> across) {
        Pool pool = problem.pool(replica.pool());
        this.replica = replica;
        this.model = problem.model();
        this.kernels = new KernelTimes(pool.gpu(), problem.engine());
        WeightFormat format = replica.formats().weights();
        this.matrices = new MatrixWork(kernels, model, replica.split().tensor(), format);
        this.head = kernels.matrices(WeightFormat.BF16);
        this.attention = new AttentionKernels(kernels, model.attention(), replica.split().tensor());
        this.expertLayers = model.feedForward().expertLayers(model.layers());
        this.experts = model.feedForward() instanceof MixtureOfExperts
                ? new ExpertKernels(kernels, model, replica.split(), format,
                        replica.split().expert() > pool.node().gpus()) : null;
        this.across = across;
        this.transfers = new Transfers(pool, kernels.rates().collectives());
        this.allReduce = transfers.over(replica.split().tensor());
        this.overheads = kernels.overheads();
        this.streams = streams;
        this.layerSeconds = kernels.rates().device().layerSeconds()
                + (model.attention() instanceof LatentAttention ? LATENT_SECONDS : 0);
    }

    /** Work that grows with tokens, whichever sequences they belong to. */
    void addLinear(double[] parts, double tokens) {
        Replica.Split split = replica.split();
        parts[StepPart.MATRIX_WORK.ordinal()] += matrices.seconds(tokens);
        parts[StepPart.MEMORY_BOUND.ordinal()] += model.layers()
                * (kernels.stream(STREAMED_BYTES * tokens * model.hidden()) + layerSeconds);
        parts[StepPart.TENSOR_COMMUNICATION.ordinal()] += tensorCollectives() * allReduceSeconds(tokens);
        if (expertLayers > 0) {
            parts[StepPart.EXPERTS.ordinal()] += expertLayers * experts.seconds(tokens * split.attentionData());
            parts[StepPart.EXPERT_COMMUNICATION.ordinal()] += expertLayers * expertTransfer(tokens);
        }
        if (split.pipeline() > 1) {
            parts[StepPart.PIPELINE_COMMUNICATION.ordinal()] += split.pipeline()
                    * hop(message(tokens) / split.tensor());
        }
    }

    /** To the next stage; to one on another pool no faster than to one of its own kind. */
    private double hop(double bytes) {
        double within = transfers.hop(replica.split().gpusPerStage(), bytes);
        return across.isEmpty() ? within
                : Math.max(within, transfers.across(bytes, across.get().bytesPerSecond()));
    }

    /**
     * One all-reduce of the hidden states of so many tokens.
     *
     * <p>Engines that read every peer's whole message in small steps switch at so many tokens, whatever that costs.
     * Just above them a step is taken to last no less than at them, so that steps never get shorter with more
     * sequences.
     */
    private double allReduceSeconds(double tokens) {
        int most = overheads.choices().oneShotTokens();
        double oneShot = most == 0 ? 0 : allReduce.oneShotSeconds(message(Math.min(tokens, most)));
        double table = tokens <= most ? 0 : allReduce.seconds(message(tokens));
        return Math.max(oneShot, table) * overheads.choices().reductionFactor();
    }

    private double message(double tokens) {
        return BYTES_16 * tokens * model.hidden();
    }

    /** Expert layers of attention groups reach their experts by dispatch instead of an all-reduce. */
    private int tensorCollectives() {
        int replaced = replica.split().attentionData() > 1 ? expertLayers : 0;
        return COLLECTIVES_PER_LAYER * model.layers() - replaced;
    }

    private double expertTransfer(double tokens) {
        Replica.Split split = replica.split();
        if (split.attentionData() == 1) {
            return 0;
        }
        MixtureOfExperts mixture = (MixtureOfExperts) model.feedForward();
        return transfers.dispatch(split.gpusPerStage(), tokens / split.tensor(), mixture.routing(), model.hidden());
    }

    /** Attention of so many sequences that get their next token. */
    void addAnswers(double[] parts, double sequences, double context) {
        parts[StepPart.ATTENTION.ordinal()] += model.layers()
                * attention.answer(sequences, context, replica.formats().keyValues());
    }

    /** Attention of one prompt. */
    void addPrompt(double[] parts, double tokens, double cached) {
        parts[StepPart.ATTENTION.ordinal()] += model.layers() * attention.prompt(tokens, cached);
    }

    /** The LM head for so many sequences. */
    void addHead(double[] parts, double sequences) {
        Shape shape = new Shape((double) model.vocabulary().size() / replica.split().tensor(), model.hidden());
        parts[StepPart.HEAD.ordinal()] += head.seconds(sequences, shape);
    }

    /** What the engine adds on this GPU. */
    Overheads overheads() {
        return overheads;
    }

    /** Shortest step with prompts: what the host takes to launch it, 0 where it keeps ahead of the GPU. */
    double launchSeconds() {
        double least = overheads.prompts().leastSeconds();
        return least == 0 || experts == null ? least : least + expertLayers * experts.launchSeconds();
    }

    /** The engine's own time in a step of so many sequences. */
    void addEngine(double[] parts, double sequences) {
        double each = overheads.step().sequenceSeconds() + (streams ? overheads.step().streamSeconds() : 0);
        parts[StepPart.ENGINE.ordinal()] += overheads.step().seconds() + each * sequences;
    }
}
