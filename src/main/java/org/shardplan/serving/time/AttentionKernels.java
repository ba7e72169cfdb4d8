package org.shardplan.serving.time;

import org.shardplan.layout.KeyValueFormat;
import org.shardplan.problem.Attention;
import org.shardplan.problem.GroupedQueryAttention;
import org.shardplan.problem.KernelRates;
import org.shardplan.problem.LatentAttention;
import org.shardplan.serving.memory.KeyValueMemory;

/**
 * Seconds of the attention core of one layer on one GPU, averaged over the layers.
 *
 * <p>Legend: a query heads, t tensor degree, d_qk and d_v widths of a head, F 16-bit peak, B memory bandwidth, S
 * processors, e efficiencies.
 */
final class AttentionKernels {

    /** Query rows of one tile. */
    private static final double TILE_ROWS = 128;
    private static final double BYTES_16 = 2;

    private final KernelTimes kernels;
    private final Attention attention;
    private final int tensor;
    private final double heads;

    AttentionKernels(KernelTimes kernels, Attention attention, int tensor) {
        this.kernels = kernels;
        this.attention = attention;
        this.tensor = tensor;
        this.heads = Math.max(1, (double) attention.heads() / tensor);
    }

    /**
     * Causal attention of one prompt.
     *
     * <pre>  t0 + 2·T·span·a/t·(d_qk + d_v)/(F·e)·(1 + w·S/(a/t·⌈T/128⌉)) + bytes of queries, keys, values/(B·e)</pre>
     *
     * <p>T new tokens; span tokens a query looks back on average: half of all for new prompts, all of a cached prefix
     * besides.
     *
     * @param tokens new tokens
     * @param cached tokens before them whose keys and values are there
     */
    double prompt(double tokens, double cached) {
        KernelRates.Prompt rates = kernels.rates().attention().prompt();
        double all = tokens + cached;
        double looked = all * attention.averageSpan((int) Math.max(1, all))
                - cached * attention.averageSpan((int) Math.max(1, cached));
        double flops = 2 * looked * heads * (attention.queryKeyWidth() + attention.valueWidth());
        double tiles = heads * Math.ceil(tokens / TILE_ROWS);
        double waves = rates.waves() * kernels.rates().device().processors() / tiles;
        double bytes = BYTES_16 * tokens * promptWidth();
        double compute = flops / (kernels.peak16() * rates.compute()) * (1 + waves);
        return rates.floorSeconds() + compute * kernels.overheads().factors().compute()
                + bytes / kernels.bandwidth(rates.memory());
    }

    /** Elements a token reads and writes: queries and outputs, keys and values. */
    private double promptWidth() {
        return attention instanceof GroupedQueryAttention
                ? 2 * heads * attention.queryKeyWidth() + KeyValueMemory.width(attention, tensor)
                : 2 * heads * (attention.queryKeyWidth() + attention.valueWidth());
    }

    /**
     * One step of so many answers.
     *
     * <pre>  (t0^q + (bytes/(B·e))^q)^(1/q)      bytes = sequences·(kept·width·β + 4·a/t·d)</pre>
     *
     * @param sequences sequences on this GPU
     * @param context tokens of each so far
     */
    double answer(double sequences, double context, KeyValueFormat format) {
        KernelRates.Answer rates = kernels.rates().attention().answer();
        double kept = KeyValueMemory.kept(attention, context);
        double bytes = sequences * (kept * KeyValueMemory.width(attention, tensor) * format.bytes()
                + 2 * BYTES_16 * heads * attention.queryKeyWidth());
        double read = bytes / kernels.bandwidth(rates.memory());
        return attention instanceof LatentAttention latent
                ? compressed(latent, sequences * kept, read)
                : KernelTimes.norm(rates.floorSeconds(), read, rates.sharpness());
    }

    /**
     * Answers over compressed keys and values, which every head on the GPU is multiplied with.
     *
     * <pre>  t0 + max(read, 2·⌈(a/t)/rows⌉·rows·(2·rank + rotary)·tokens/(F·e))</pre>
     *
     * <p>Few heads take as long as a whole tile of them: 16 heads of 1 to 4 tokens last 0.60 to 0.61 ms on H20, of 5
     * tokens 1.17 ms (FlashMLA issue 30). In 16 bit whatever the format of keys and values.
     * <p>Source: floor and rate on Hopper from FlashAttention MLA (vLLM pull request 27363: 30 us at least, 390 to 460
     * TFLOPS over 1,024 tokens), on Blackwell from CUTLASS MLA (SGLang pull request 6929: 4.1 TB/s with 128 heads, 3.5
     * with 16); long contexts reach 660 TFLOPS on H800 (FlashMLA).
     */
    private double compressed(LatentAttention latent, double tokens, double read) {
        KernelRates.Latent rates = kernels.rates().attention().latent();
        double rows = Math.ceil(heads / rates.rows()) * rates.rows();
        double flops = 2 * rows * (2.0 * latent.keyValueRank() + latent.rotaryWidth()) * tokens;
        return rates.floorSeconds() + Math.max(read, flops / (kernels.peak16() * rates.compute()));
    }
}
