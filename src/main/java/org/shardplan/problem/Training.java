package org.shardplan.problem;

import java.util.OptionalDouble;

/**
 * A training run.
 *
 * @param sequenceLength tokens of one sequence
 * @param globalBatch sequences of one optimizer step
 * @param tokens tokens of the whole run, empty if only a step is asked for
 */
public record Training(int sequenceLength, int globalBatch, OptionalDouble tokens) {

    public double tokensPerStep() {
        return (double) sequenceLength * globalBatch;
    }
}
