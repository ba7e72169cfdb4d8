package org.shardplan.serving.measured;

/**
 * What the model says about a served model.
 *
 * @param fits whether the engine starts; with a static batch, whether all of it fits at once
 * @param times what requests take
 * @param tokensPerSecond output tokens per second over all GPUs
 * @param memory GPU memory
 */
public record ServedPrediction(boolean fits, Times times, double tokensPerSecond, Memory memory) {

    /** Seconds: to the first token, for each further token, for a whole request. */
    public record Times(double ttft, double tpot, double request) {
    }

    /**
     * GPU memory.
     *
     * @param gib weights, workspace and the keys and values of all sequences asked for
     * @param waiting share of a request's time that it waits for room
     */
    public record Memory(double gib, double waiting) {
    }
}
