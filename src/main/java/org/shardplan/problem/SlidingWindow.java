package org.shardplan.problem;

/**
 * Some layers attend only to the last tokens.
 *
 * @param tokens window length in tokens
 * @param shareOfLayers share of the layers that use the window, above 0 and at most 1
 */
public record SlidingWindow(int tokens, double shareOfLayers) {

    /** Layers that use the window, of so many. */
    public int layers(int all) {
        return (int) Math.round(shareOfLayers * all);
    }
}
