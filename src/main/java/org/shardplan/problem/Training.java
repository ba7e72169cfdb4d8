package org.shardplan.problem;

import java.util.Optional;
import java.util.OptionalDouble;
import org.shardplan.layout.Layout;

/**
 * A training run.
 *
 * @param sequenceLength tokens of one sequence
 * @param globalBatch sequences of one optimizer step
 * @param tokens tokens of the whole run, empty if only a step is asked for
 * @param adapter if only low-rank adapters are trained; empty if all weights are
 */
public record Training(int sequenceLength, int globalBatch, OptionalDouble tokens, Optional<LowRankAdapter> adapter) {

    /** Training of all weights. */
    public Training(int sequenceLength, int globalBatch, OptionalDouble tokens) {
        this(sequenceLength, globalBatch, tokens, Optional.empty());
    }

    /** Whether the model's own weights stay as they are. */
    public boolean isFrozen() {
        return adapter.isPresent();
    }

    /** Micro-batches each pipeline works off in one step; at least one, even if the batch is too small. */
    public int microBatches(Layout layout) {
        long together = (long) layout.mesh().data() * layout.execution().microBatch();
        return (int) Math.max(1, globalBatch / together);
    }

    /** Tokens of one micro-batch on one rank: b·s/c. */
    public double microBatchTokens(Layout layout) {
        return (double) layout.execution().microBatch() * sequenceLength / layout.mesh().context();
    }

    public double tokensPerStep() {
        return (double) sequenceLength * globalBatch;
    }
}
