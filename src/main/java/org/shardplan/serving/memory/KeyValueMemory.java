package org.shardplan.serving.memory;

import org.shardplan.layout.KeyValueFormat;
import org.shardplan.layout.Replica.Split;
import org.shardplan.memory.ParameterCount;
import org.shardplan.problem.Attention;
import org.shardplan.problem.GroupedQueryAttention;
import org.shardplan.problem.LatentAttention;
import org.shardplan.problem.Model;
import org.shardplan.problem.SlidingWindow;
import org.shardplan.units.Bytes;

/**
 * Keys and values of earlier tokens.
 *
 * <p>Legend: L layers, k key/value heads, d head width, t tensor, p pipeline degree, β bytes of an element, r rank and
 * w rotary width of latent attention.
 */
public final class KeyValueMemory {

    /** Tokens of one page: vLLM's and TensorRT-LLM's usual block holds 16 to 64. */
    private static final int PAGE = 16;

    private final Model model;

    public KeyValueMemory(Model model) {
        this.model = model;
    }

    /**
     * Elements of one token in one layer on one GPU.
     *
     * <pre>  grouped-query  2·max(1, k/t)·d: copied where t exceeds k
     *  latent         r + w: every GPU of the tensor group holds all of it</pre>
     *
     * <p>Source: DeepSeek-V2, arXiv:2405.04434, section 2.1; vLLM and TensorRT-LLM copy heads likewise.
     */
    public static double width(Attention attention, int tensor) {
        return attention instanceof LatentAttention latent
                ? (double) latent.keyValueRank() + latent.rotaryWidth()
                : ParameterCount.keyValueWidth(attention, tensor);
    }

    /**
     * Tokens of a sequence that a layer keeps, averaged over the layers: min(tokens, window) where a layer has one.
     *
     * @param tokens tokens of the sequence so far
     */
    public static double kept(Attention attention, double tokens) {
        return attention instanceof GroupedQueryAttention grouped && grouped.window().isPresent()
                ? within(grouped.window().get(), tokens)
                : tokens;
    }

    private static double within(SlidingWindow window, double tokens) {
        return (1 - window.shareOfLayers()) * tokens + window.shareOfLayers() * Math.min(tokens, window.tokens());
    }

    /**
     * Bytes of one sequence on one GPU: ⌈L/p⌉ · width · kept tokens in whole pages · β. All sequences of a pipeline
     * keep keys and values in every stage.
     */
    public Bytes ofSequence(double tokens, Split split, KeyValueFormat format) {
        return ofSequence(tokens, Math.ceil((double) model.layers() / split.pipeline()), split, format);
    }

    /** The same where a stage holds so many layers. */
    public Bytes ofSequence(double tokens, double layers, Split split, KeyValueFormat format) {
        double pages = Math.ceil(kept(model.attention(), tokens) / PAGE) * PAGE;
        return new Bytes(layers * width(model.attention(), split.tensor()) * pages * format.bytes());
    }

    /** Bytes of one sequence in the whole model, each once: what moves from a prompt's GPUs to its answer's. */
    public Bytes moved(double tokens, KeyValueFormat format) {
        return ofSequence(tokens, Split.tensor(1), format);
    }
}
