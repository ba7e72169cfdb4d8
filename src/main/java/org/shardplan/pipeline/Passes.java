package org.shardplan.pipeline;

/**
 * Seconds of one micro-batch on one pipeline stage.
 *
 * @param forward the forward pass
 * @param backward the backward pass without weight gradients, with what is recomputed for it
 * @param weightGradient gradients of the weights, which no other stage waits for
 */
public record Passes(double forward, double backward, double weightGradient) {

    public double total() {
        return forward + backward + weightGradient;
    }

    public Passes times(double factor) {
        return new Passes(factor * forward, factor * backward, factor * weightGradient);
    }
}
