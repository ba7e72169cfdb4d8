package org.shardplan.problem;

import java.util.Optional;

/**
 * Multi-head, grouped-query or multi-query attention.
 *
 * @param heads query heads
 * @param keyValueHeads key and value heads; equal to the query heads for multi-head attention
 * @param headWidth width of one head
 * @param window the sliding window, if some layers have one
 */
public record GroupedQueryAttention(int heads, int keyValueHeads, int headWidth, Optional<SlidingWindow> window)
        implements Attention {

    @Override
    public int queryKeyWidth() {
        return headWidth;
    }

    @Override
    public int valueWidth() {
        return headWidth;
    }

    @Override
    public double averageSpan(int sequenceLength) {
        double full = sequenceLength / 2.0;
        return window.map(some -> full + some.shareOfLayers() * (spanWithin(some.tokens(), sequenceLength) - full))
                .orElse(full);
    }

    /** Mean of min(position, window) over a sequence. */
    private static double spanWithin(int window, int sequenceLength) {
        if (window >= sequenceLength) {
            return sequenceLength / 2.0;
        }
        return window - (double) window * window / (2.0 * sequenceLength);
    }
}
