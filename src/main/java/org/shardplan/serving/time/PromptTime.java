package org.shardplan.serving.time;

import java.util.function.DoubleSupplier;
import org.shardplan.layout.Replica;
import org.shardplan.problem.Load;
import org.shardplan.problem.Serving;
import org.shardplan.problem.ServingProblem;

/**
 * Seconds of the prompts of one replica, by part.
 *
 * <p>Legend: I new prompt tokens, O answer tokens, b' sequences that pass a stage together, D attention-data groups, p
 * pipeline stages, C prompt tokens of a step at most, G(m) one pass of m tokens without attention.
 */
final class PromptTime {

    private final Replica replica;
    private final PassTime pass;
    private final double cached;
    private final double input;
    private final double output;
    private final boolean isInStep;

    PromptTime(ServingProblem problem, Replica replica, PassTime pass) {
        Serving serving = problem.serving();
        this.replica = replica;
        this.pass = pass;
        this.cached = serving.shortcuts().prefixHitRate() * serving.lengths().input();
        this.input = serving.lengths().input() - cached;
        this.output = serving.lengths().output();
        this.isInStep = serving.load() instanceof Load.Offline && serving.lengths().variation() == 0;
    }

    private static double[] parts() {
        return new double[StepPart.values().length];
    }

    private static void scale(double[] parts, double factor) {
        for (int part = 0; part < parts.length; part++) {
            parts[part] *= factor;
        }
    }

    /**
     * One prompt worked off alone, in chunks of at most C tokens.
     *
     * <pre>  G(min(I, C))·I/min(I, C) + attention      at least the shortest step for every chunk</pre>
     */
    double[] alone() {
        double[] parts = parts();
        double chunk = Math.min(input, replica.batching().chunkTokens());
        pass.addLinear(parts, chunk);
        pass.addEngine(parts, 1);
        double chunks = input / chunk;
        scale(parts, chunks);
        pass.addPrompt(parts, input, cached);
        pass.addHead(parts, 1);
        double launched = Math.ceil(chunks) * pass.launchSeconds();
        parts[StepPart.ENGINE.ordinal()] += Math.max(0, launched - StepBreakdown.sum(parts));
        return parts;
    }

    /**
     * What one prompt adds to the steps it shares with b' answers.
     *
     * <pre>  max((G(b' + C') - G(b'))·I/C' + attention, (H - T(b))·I/C')    C' = clip(b'·I/O, min(I, C) … C)</pre>
     *
     * <p>H the shortest step with prompts, T(b) a step of answers. Weights are read for the answers anyway, so prompt
     * tokens cost only what they add. Over p stages the prompts of p micro-batches are worked off at the same time.
     * Attention groups work off D at the same time, but wait for the one with most of them.
     */
    double[] beside(double together, DoubleSupplier answerSeconds) {
        double chunk = chunkBeside(together);
        double[] parts = parts();
        pass.addLinear(parts, together + chunk);
        double[] without = parts();
        pass.addLinear(without, together);
        for (int part = 0; part < parts.length; part++) {
            parts[part] = (parts[part] - without[part]) * input / chunk;
        }
        pass.addPrompt(parts, input, cached);
        double waits = crowded(together * input / output / Math.min(input, chunk));
        double experts = parts[StepPart.EXPERTS.ordinal()] / parallel();
        scale(parts, waits / parallel());
        parts[StepPart.EXPERTS.ordinal()] = experts;
        parts[StepPart.ENGINE.ordinal()] += Math.max(0, launchedSeconds(answerSeconds, chunk) - StepBreakdown.sum(parts));
        return parts;
    }

    /**
     * Prompts of the attention group with most of them in a step, over their mean: the others wait for it.
     *
     * <pre>  min(D, 1 + m(D)·√((1 - 1/D)/λ))</pre>
     *
     * <p>Experts are shared by all groups, so they have the mean to do. Groups that start together with requests of one
     * length stay in step: then none waits.
     * <p>Source: order statistics as for experts. DeepSeek-V3 on 8 GB200, 803 tokens in and 3,653 out: groups have 54 %
     * of the tokens of the fullest on average (TensorRT-LLM, ADP balance strategy); this gives 53 % with 256 sequences
     * each.
     *
     * @param prompts λ, prompts or chunks of prompts that a group has in a step on average
     */
    private double crowded(double prompts) {
        int groups = replica.split().attentionData();
        return groups == 1 || isInStep ? 1
                : Math.min(groups, 1 + Crowd.largest(groups) * Math.sqrt((1 - 1.0 / groups) / prompts));
    }

    /** What the host takes longer to launch the steps of one prompt than steps of answers last. */
    private double launchedSeconds(DoubleSupplier answerSeconds, double chunk) {
        double least = pass.launchSeconds();
        return least == 0 ? 0 : (least - answerSeconds.getAsDouble()) * input / chunk / parallel();
    }

    private double chunkBeside(double together) {
        double most = replica.batching().chunkTokens();
        return Math.max(Math.min(input, most), Math.min(most, together * input / output));
    }

    /** One prompt when prompts follow each other and share steps of C tokens, on GPUs that do nothing else. */
    double[] packed() {
        double[] parts = parts();
        double chunk = replica.batching().chunkTokens();
        pass.addLinear(parts, chunk);
        pass.addEngine(parts, 1);
        scale(parts, input / chunk);
        pass.addPrompt(parts, input, cached);
        scale(parts, 1 / parallel());
        return parts;
    }

    /** So many prompts that start together and fill steps of C tokens, before any of them gets a second token. */
    double togetherSeconds(double prompts) {
        double tokens = prompts * input / parallel();
        double chunk = Math.min(tokens, replica.batching().chunkTokens());
        double[] parts = parts();
        pass.addLinear(parts, chunk);
        double[] attention = parts();
        pass.addPrompt(attention, input, cached);
        return StepBreakdown.sum(parts) * tokens / chunk + StepBreakdown.sum(attention) * prompts / parallel() + pass.overheads().step().seconds();
    }

    /** Prompts that are worked off at the same time: D·p. */
    private double parallel() {
        return (double) replica.split().attentionData() * replica.split().pipeline();
    }
}
