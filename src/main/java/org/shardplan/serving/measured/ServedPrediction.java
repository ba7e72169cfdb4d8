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

    /**
     * Seconds.
     *
     * @param ttft to the first token
     * @param tpot for each further token, the prompts of others included
     * @param request for a whole request
     * @param step for a further token while no prompt comes in between: what most tokens take
     */
    public record Times(double ttft, double tpot, double request, double step) {
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
