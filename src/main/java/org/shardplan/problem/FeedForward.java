package org.shardplan.problem;

/** The feed-forward blocks of the layers. */
public sealed interface FeedForward permits DenseFeedForward, MixtureOfExperts {

    /** The block of the layers without experts. */
    DenseFeedForward dense();

    /** Whether the layer of this index, counted from 0, holds experts. */
    boolean isExpertLayer(int index);

    /** Layers that hold experts among so many. */
    int expertLayers(int layers);
}
