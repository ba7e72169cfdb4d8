package org.shardplan.problem;

/**
 * Feed-forward blocks of which a router picks a few for each token.
 *
 * @param dense the block of the layers without experts
 * @param routing how tokens find their experts
 * @param expert the block of one routed expert
 * @param sharedWidth inner width of all shared experts of a layer together, 0 if there are none
 * @param placement which layers hold experts
 */
public record MixtureOfExperts(
        DenseFeedForward dense, Routing routing, DenseFeedForward expert, int sharedWidth, Placement placement)
        implements FeedForward {

    /** Routed experts of one layer. */
    public int experts() {
        return routing.experts();
    }

    /** Routed experts that see each token. */
    public int topK() {
        return routing.topK();
    }

    /**
     * How tokens find their experts.
     *
     * @param experts routed experts of one layer
     * @param topK routed experts that see each token
     * @param groups groups of experts a token's choice may span, so that it crosses few nodes; 0 for any
     * @param allGroups equal groups the experts are divided into; 0 if that is not known
     */
    public record Routing(int experts, int topK, int groups, int allGroups) {

        /** Routing of which it is not known how many groups there are. */
        public Routing(int experts, int topK, int groups) {
            this(experts, topK, groups, 0);
        }
    }

    /**
     * Which layers hold experts: after the leading dense ones, the last of every so many.
     *
     * @param leadingDense dense layers before the first expert layer
     * @param every 1 if every layer holds experts, 2 for every second
     */
    public record Placement(int leadingDense, int every) {
    }

    @Override
    public boolean isExpertLayer(int index) {
        return index >= placement.leadingDense() && (index + 1) % placement.every() == 0;
    }

    @Override
    public int expertLayers(int layers) {
        return layers / placement.every() - Math.min(layers, placement.leadingDense()) / placement.every();
    }
}
