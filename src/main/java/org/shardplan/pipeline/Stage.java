package org.shardplan.pipeline;

/**
 * One pipeline stage, standing for all later stages that hold the same.
 *
 * @param index position of the first such stage, counted from 0
 * @param copies how many stages hold the same
 * @param denseLayers layers without experts
 * @param expertLayers layers with experts
 * @param holdsEmbedding whether it embeds the tokens (the first stage)
 * @param holdsHead whether it computes logits and loss (the last stage)
 */
public record Stage(
        int index, int copies, int denseLayers, int expertLayers, boolean holdsEmbedding, boolean holdsHead) {

    public int layers() {
        return denseLayers + expertLayers;
    }

    boolean holdsTheSameAs(Stage other) {
        return denseLayers == other.denseLayers && expertLayers == other.expertLayers
                && holdsEmbedding == other.holdsEmbedding && holdsHead == other.holdsHead;
    }

    Stage withOneMoreCopy() {
        return new Stage(index, copies + 1, denseLayers, expertLayers, holdsEmbedding, holdsHead);
    }
}
