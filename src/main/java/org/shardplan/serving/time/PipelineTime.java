package org.shardplan.serving.time;

import java.util.function.Function;

/**
 * Seconds of a pipeline whose stages differ.
 *
 * <pre>  T = max(through all stages, m·busiest stage, what the prompts take alone)
 *  m = min(b, p) micro-batches in flight</pre>
 *
 * <p>Legend: b sequences that run, p stages. A micro-batch of b/m sequences gets its next token when it has passed
 * all stages, and no sooner than the busiest stage has worked off all others. With stages of one kind and equal layers
 * it is the step of {@link ReplicaTime}.
 * <p>Source: engines keep as many micro-batches in flight as there are stages (vLLM: max_concurrent_batches, pull
 * request 32359). Assumes that a stage is as fast as in a pipeline of its own kind, and that LM head and the engine's own
 * time are no part of the busiest stage, as on single pools; no run of such a pipeline was measured.
 */
final class PipelineTime implements RequestTimes {

    private final Passage passage;
    private final double output;

    /**
     * A pipeline.
     *
     * @param output tokens of an answer
     */
    PipelineTime(Passage passage, double output) {
        this.passage = passage;
        this.output = output;
    }

    @Override
    public double promptSeconds() {
        Passage.Pass pass = passage.of(KindTime::prompt);
        return pass.through() + pass.engine();
    }

    @Override
    public double answerSeconds(double sequences) {
        return seconds(sequences, 0);
    }

    private double seconds(double sequences, double prompts) {
        Passage.Pass pass = passage.of(kind -> kind.token(sequences, prompts));
        double token = Math.max(
                pass.through() + pass.engine(), Math.min(sequences, passage.stages()) * pass.busiest());
        return prompts == 0 ? token : Math.max(token, prompts * promptSeconds(KindTime::packedPrompt) / output);
    }

    @Override
    public double addedPromptSeconds(double sequences) {
        return promptSeconds(kind -> kind.addedPrompt(sequences));
    }

    /** As many prompts as there are stages are worked off at the same time, at the pace of the busiest stage. */
    private double promptSeconds(Function<KindTime, StepBreakdown> prompt) {
        Passage.Pass pass = passage.of(prompt);
        return passage.stages() * pass.busiest() + pass.engine();
    }

    @Override
    public double tokenSeconds(double sequences) {
        return seconds(sequences, Math.max(0, sequences - 1));
    }

    @Override
    public double requestsPerSecond(double sequences) {
        return sequences / (output * seconds(sequences, sequences));
    }
}
