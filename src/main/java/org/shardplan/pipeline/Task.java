package org.shardplan.pipeline;

/**
 * One pass of one micro-batch through one chunk of a stage.
 *
 * @param pass which pass
 * @param microBatch number of the micro-batch, from 0
 * @param chunk number of the stage's chunk, from 0
 */
public record Task(Pass pass, int microBatch, int chunk) {

    /** What is done with a micro-batch. */
    public enum Pass {
        FORWARD,
        /** Gradients of activations and, unless the schedule sets them apart, of weights. */
        BACKWARD,
        /** Gradients of weights, where the schedule sets them apart. */
        WEIGHT_GRADIENT
    }

    static Task forward(int microBatch, int chunk) {
        return new Task(Pass.FORWARD, microBatch, chunk);
    }

    static Task backward(int microBatch, int chunk) {
        return new Task(Pass.BACKWARD, microBatch, chunk);
    }

    static Task weightGradient(int microBatch) {
        return new Task(Pass.WEIGHT_GRADIENT, microBatch, 0);
    }
}
