package org.shardplan.time;

import org.shardplan.layout.Layout;
import org.shardplan.layout.Precision;

/** Seconds of what only the first and the last stage do for one micro-batch: embedding, LM head, loss. */
final class EndTimes {

    private static final double EMBEDDING_BYTES = 10;

    private final TimeBasis basis;

    EndTimes(TimeBasis basis) {
        this.basis = basis;
    }

    /** Embedding lookup and its gradient: 10·T·h bytes. */
    double embedding(Layout layout) {
        double tokens = basis.training().microBatchTokens(layout);
        return EMBEDDING_BYTES * tokens * basis.model().hidden() / basis.rates().memory();
    }

    /** One of the three matrix multiplications of the LM head, always at 16 bit: g(T, V/t, h). */
    private double headMatrix(Layout layout) {
        double tokens = basis.training().microBatchTokens(layout);
        double columns = (double) basis.model().vocabulary().size() / layout.mesh().tensor();
        return basis.rates().matmulSeconds(tokens, columns, basis.model().hidden(), Precision.BF16);
    }

    /** The matrix multiplication that only the head's weights wait for; none if they are frozen. */
    double headWeightGradient(Layout layout) {
        return basis.training().isFrozen() ? 0 : headMatrix(layout);
    }

    /**
     * LM head forward and backward, cross-entropy, and the gather of logits where the framework gathers them.
     *
     * <p>w = 2 matrix multiplications backward, 1 if the head is frozen.
     *
     * <pre>  (1 + w)·g(T, V/t, h) + bytes·T·V/t'/B + 3·latency [t > 1] + (t - 1)/t·2·T·V/bus [gathered]</pre>
     */
    double head(Layout layout) {
        int tensor = layout.mesh().tensor();
        boolean gathered = basis.framework().loss().gathered();
        double logits = basis.training().microBatchTokens(layout) * basis.model().vocabulary().size();
        double bytes = basis.calibration().kernels().crossEntropyBytes() * logits / (gathered ? 1 : tensor);
        double seconds = (1 + basis.backwardWork()) * headMatrix(layout) + bytes / basis.rates().memory();
        if (tensor == 1) {
            return seconds;
        }
        double gather = gathered ? (tensor - 1.0) / tensor * 2 * logits / basis.fabric().ring(1, tensor) : 0;
        return seconds + 3 * basis.fabric().latency(tensor) + gather;
    }
}
