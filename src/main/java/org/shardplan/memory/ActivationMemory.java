package org.shardplan.memory;

import org.shardplan.layout.Layout;
import org.shardplan.layout.Mesh;
import org.shardplan.problem.Attention;
import org.shardplan.problem.DenseFeedForward;
import org.shardplan.problem.Framework;
import org.shardplan.problem.Framework.AttentionKernel;
import org.shardplan.problem.GroupedQueryAttention;
import org.shardplan.problem.LatentAttention;
import org.shardplan.problem.MixtureOfExperts;
import org.shardplan.problem.Model;
import org.shardplan.problem.Training;

/**
 * Bytes of activations one rank keeps for one micro-batch.
 *
 * <p>Legend: T = b·s/c tokens of a micro-batch on a rank, h hidden, a heads, k key/value heads, d head width, f
 * feed-forward width, t tensor-parallel degree, t' = t with sequence parallelism, else 1, K experts per token, T_e
 * expert-tensor-parallel degree, V vocabulary.
 * <p>Source: Korthikanti et al. 2022, arXiv:2205.05198, section 4, split into its terms so that gated feed-forwards,
 * grouped queries, latent attention and experts follow the same count; checked against the measured memory of
 * Megatron 22B-1T (2.9 %) and zero-bubble runs (2.8 %).
 * <p>Assumes 16-bit activations, 1-byte dropout masks and balanced routing.
 */
final class ActivationMemory {

    private static final int BYTES = 2;
    /** fp32 copies that two norms written as separate operations keep per element. */
    private static final int UNFUSED_NORM_BYTES = 16;

    private final Model model;
    private final Training training;
    private final Framework framework;

    ActivationMemory(Model model, Training training, Framework framework) {
        this.model = model;
        this.training = training;
        this.framework = framework;
    }

    private double tokens(Layout layout) {
        return training.microBatchTokens(layout);
    }

    /** Degree that splits what tensor parallelism alone leaves whole. */
    static int sequenceSplit(Layout layout) {
        return layout.execution().sequenceParallel() ? layout.mesh().tensor() : 1;
    }

    /** A layer without experts that keeps everything its backward pass needs. */
    double denseLayer(Layout layout) {
        double tokens = tokens(layout);
        return tokens * (norms(layout) + attention(layout)
                + feedForward(model.feedForward().dense()) / layout.mesh().tensor());
    }

    /** A layer with experts that keeps everything its backward pass needs. */
    double expertLayer(Layout layout) {
        MixtureOfExperts mixture = (MixtureOfExperts) model.feedForward();
        return tokens(layout) * (norms(layout) + attention(layout) + experts(mixture, layout.mesh()));
    }

    /**
     * A layer that keeps its input, its attention output and every second matrix product, and computes the rest again.
     *
     * <p>Source: the operator policy of PyTorch's selective checkpointing as torchtitan sets it.
     */
    double operatorLayer(Layout layout) {
        Attention attention = model.attention();
        DenseFeedForward block = model.feedForward() instanceof MixtureOfExperts mixture
                ? new DenseFeedForward(mixture.topK() * mixture.expert().width() + mixture.sharedWidth(),
                        mixture.expert().gated())
                : model.feedForward().dense();
        double heads = (double) attention.heads() / layout.mesh().tensor();
        double queries = heads * attention.queryKeyWidth();
        double keysAndValues = ParameterCount.keyValueWidth(attention, layout.mesh().tensor());
        double inner = (double) block.inputMatrices() * block.width() / layout.mesh().tensor();
        double products = BYTES * (queries + keysAndValues + inner + 2.0 * model.hidden() / sequenceSplit(layout));
        double output = BYTES * heads * attention.valueWidth() + logSumExp(heads);
        return layerInput(layout) + tokens(layout) * (output + products / 2);
    }

    /** What a fully recomputed layer keeps: its input, 2·h bytes a token, split if sequence-parallel. */
    double layerInput(Layout layout) {
        return tokens(layout) * BYTES * model.hidden() / sequenceSplit(layout);
    }

    /**
     * 5·a·b·s²/(t·c) bytes of scores, softmax and its mask, if the attention kernel stores them; 4 without dropout,
     * twice that with the framework's own softmax, which works on fp32 copies.
     */
    double scores(Layout layout) {
        if (framework.kernels().attention().isFused()) {
            return 0;
        }
        double copies = framework.kernels().attention() == AttentionKernel.PLAIN ? 2 : 1;
        double bytesPerScore = copies * (model.stack().dropout() ? 5 : 4);
        return bytesPerScore * tokens(layout) * training.sequenceLength() * model.attention().heads()
                / layout.mesh().tensor();
    }

    /** Logits and the states of the loss: bytes per logit times T·V/t, or T·V where logits are gathered. */
    double logits(Layout layout) {
        Framework.Loss loss = framework.loss();
        int split = loss.gathered() ? 1 : layout.mesh().tensor();
        return loss.bytesPerLogit() * tokens(layout) * model.vocabulary().size() / split;
    }

    /** Input of the final norm and of the LM head. */
    double headInput(Layout layout) {
        return tokens(layout) * 2 * BYTES * model.hidden() / sequenceSplit(layout);
    }

    /** Dropout mask of the embedding. */
    double embeddingMask(Layout layout) {
        return model.stack().dropout() ? tokens(layout) * model.hidden() / sequenceSplit(layout) : 0;
    }

    /** Inputs of both norms and their outputs, 8·h, with dropout two 1-byte masks, 2·h, unfused norms 16·h; over t'. */
    private double norms(Layout layout) {
        double masks = model.stack().dropout() ? 2 : 0;
        double unfused = framework.kernels().fusedNorms() ? 0 : UNFUSED_NORM_BYTES;
        return (4 * BYTES + masks + unfused) * model.hidden() / sequenceSplit(layout);
    }

    private double attention(Layout layout) {
        Attention attention = model.attention();
        return attention instanceof GroupedQueryAttention grouped
                ? groupedQuery(grouped, layout.mesh().tensor())
                : latent((LatentAttention) attention, layout);
    }

    /** Queries and output 4·a·d/t, keys and values 4·k·d/t, and the fp32 log-sum-exp of fused attention, 4·a/t. */
    private double groupedQuery(GroupedQueryAttention attention, int tensor) {
        double heads = (double) attention.heads() / tensor;
        double keyValueHeads = ParameterCount.localKeyValueHeads(attention, tensor);
        return 2 * BYTES * attention.headWidth() * (heads + keyValueHeads) + logSumExp(heads);
    }

    /** Compressed queries and keys before and after their norm, then full queries, keys, values and output. */
    private double latent(LatentAttention attention, Layout layout) {
        double heads = (double) attention.heads() / layout.mesh().tensor();
        double compressed = 2.0 * BYTES * (attention.queryRank() + attention.keyValueRank())
                + BYTES * attention.rotaryWidth();
        double full = 2 * BYTES * heads * (attention.queryKeyWidth() + attention.valueWidth());
        return compressed / sequenceSplit(layout) + full + logSumExp(heads);
    }

    private double logSumExp(double heads) {
        return framework.kernels().attention().isFused() ? 4 * heads : 0;
    }

    /** Gate, up and their product, 6·f, or input and output of the activation function, 4·f. */
    private static double feedForward(DenseFeedForward block) {
        return (double) BYTES * (block.inputMatrices() + 1) * block.width();
    }

    /**
     * K/t copies of every token, each with its input and output 4·h and its hidden states; with expert-tensor
     * parallelism every rank of the expert sees T_e times the copies at 1/T_e of the width. Shared experts as a dense
     * block; router probabilities in fp32.
     */
    private double experts(MixtureOfExperts mixture, Mesh mesh) {
        double copies = (double) mixture.topK() / mesh.tensor();
        double routed = copies * (2.0 * BYTES * model.hidden() * mesh.expertTensor() + feedForward(mixture.expert()));
        double shared = BYTES * (mixture.expert().inputMatrices() + 1.0) * mixture.sharedWidth() / mesh.tensor();
        double router = 2 * 4.0 * mixture.experts() / mesh.tensor();
        return routed + shared + router;
    }
}
