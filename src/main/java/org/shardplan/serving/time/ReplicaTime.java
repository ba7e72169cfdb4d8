package org.shardplan.serving.time;

import java.util.Optional;
import org.shardplan.layout.Replica;
import org.shardplan.problem.Engine.Overheads;
import org.shardplan.problem.Load;
import org.shardplan.problem.Serving;
import org.shardplan.problem.Serving.Speculation;
import org.shardplan.problem.ServingProblem;
import org.shardplan.units.Bandwidth;

/**
 * Seconds of the steps and prompts of one replica.
 *
 * <p>Legend: I new prompt tokens, O answer tokens, b sequences running on the replica, D attention-data groups, p
 * pipeline stages, C prompt tokens of a step at most, G(m) one pass of m tokens without attention.
 */
public final class ReplicaTime implements RequestTimes {

    private final ServingProblem problem;
    private final Replica replica;
    private final PassTime pass;
    private final Overheads overheads;
    private final double input;
    private final double cached;
    private final double output;
    private final EvenStages stages;
    private final double packedSeconds;

    public ReplicaTime(ServingProblem problem, Replica replica) {
        this(problem, replica, Optional.empty());
    }

    /**
     * A replica.
     *
     * @param across what the network carries per GPU if every stage is followed by one on another pool
     */
    ReplicaTime(ServingProblem problem, Replica replica, Optional<Bandwidth> across) {
        this.problem = problem;
        this.replica = replica;
        this.pass = new PassTime(problem, replica, !(problem.serving().load() instanceof Load.Offline), across);
        this.overheads = problem.engine().overheads(problem.pool(replica.pool()).gpu());
        Serving serving = problem.serving();
        this.cached = serving.shortcuts().prefixHitRate() * serving.lengths().input();
        this.input = serving.lengths().input() - cached;
        this.output = serving.lengths().output();
        this.stages = new EvenStages(problem.model().layers(), replica.split().pipeline());
        this.packedSeconds = stages.promptSeconds(packedParts());
    }

    /** Sequences of one attention-data group that pass a stage together: b/(D·p), at least 1. */
    private double together(double sequences) {
        return Math.max(1, sequences / (replica.split().attentionData() * replica.split().pipeline()));
    }

    /** One step of b answers, halfway through them: tokens of the mean context I + O/2. */
    public StepBreakdown step(double sequences) {
        double[] parts = stepParts(sequences, 1);
        parts[StepPart.PIPELINE_COMMUNICATION.ordinal()] +=
                stages.seconds(parts, inFlight(sequences)) - EvenStages.sum(parts);
        return new StepBreakdown(parts);
    }

    /** Micro-batches of an attention-data group under way: one for every stage if there are as many sequences. */
    private double inFlight(double sequences) {
        return Math.min(stages.stages(), sequences / replica.split().attentionData());
    }

    /** With g drafted tokens, g + 1 tokens of every sequence pass at once. */
    private double[] stepParts(double sequences, double tokensEach) {
        double[] parts = new double[StepPart.values().length];
        double together = together(sequences);
        pass.addLinear(parts, together * tokensEach);
        pass.addAnswers(parts, together, cached + input + output / 2);
        pass.addHead(parts, together * tokensEach);
        pass.addEngine(parts, together);
        return parts;
    }

    /** Seconds in which every running sequence gets one token more, without prompts in between. */
    @Override
    public double answerSeconds(double sequences) {
        return stages.seconds(answerParts(sequences), inFlight(sequences));
    }

    /** The same by part. */
    StepBreakdown answers(double sequences) {
        return new StepBreakdown(answerParts(sequences));
    }

    private double[] answerParts(double sequences) {
        double[] plain = stepParts(sequences, 1);
        return problem.serving().shortcuts().speculation()
                .map(some -> speculated(some, sequences, plain)).orElse(plain);
    }

    /** (T(b·(g + 1)) + g·draft·T(b))/E tokens (Leviathan et al. 2023, arXiv:2211.17192, theorem 3.8). */
    private double[] speculated(Speculation speculation, double sequences, double[] plain) {
        double[] parts = stepParts(sequences, speculation.draftTokens() + 1.0);
        double drafted = speculation.draftTokens() * speculation.draftCost();
        for (int part = 0; part < parts.length; part++) {
            parts[part] = (parts[part] + drafted * plain[part]) / speculation.tokensPerStep();
        }
        return parts;
    }

    @Override
    public double promptSeconds() {
        return prompt().totalSeconds();
    }

    /**
     * One prompt worked off alone, in chunks of at most C tokens.
     *
     * <pre>  G(min(I, C))·I/min(I, C) + attention      at least the shortest step for every chunk</pre>
     */
    public StepBreakdown prompt() {
        double[] parts = new double[StepPart.values().length];
        double chunk = Math.min(input, replica.batching().chunkTokens());
        pass.addLinear(parts, chunk);
        pass.addEngine(parts, 1);
        double chunks = input / chunk;
        for (int part = 0; part < parts.length; part++) {
            parts[part] *= chunks;
        }
        pass.addPrompt(parts, input, cached);
        pass.addHead(parts, 1);
        double launched = Math.ceil(chunks) * pass.launchSeconds();
        parts[StepPart.ENGINE.ordinal()] += Math.max(0, launched - EvenStages.sum(parts));
        return new StepBreakdown(parts);
    }

    /**
     * What one prompt adds to the steps it shares with b answers.
     *
     * <pre>  max((G(b' + C') - G(b'))·I/C' + attention, (H - T(b))·I/C')    C' = clip(b·I/O, min(I, C) … C)</pre>
     *
     * <p>H the shortest step with prompts. Weights are read for the answers anyway, so prompt tokens cost only what
     * they add. Over p stages the prompts of p micro-batches are worked off at the same time. Attention groups work off
     * D at the same time, but wait for the one with most of them.
     */
    @Override
    public double addedPromptSeconds(double sequences) {
        return stages.promptSeconds(addedPromptParts(sequences));
    }

    /** The same by part. */
    StepBreakdown addedPrompt(double sequences) {
        return new StepBreakdown(addedPromptParts(sequences));
    }

    private double[] addedPromptParts(double sequences) {
        double chunk = chunkBeside(sequences);
        double together = together(sequences);
        double[] parts = new double[StepPart.values().length];
        pass.addLinear(parts, together + chunk);
        double[] without = new double[parts.length];
        pass.addLinear(without, together);
        for (int part = 0; part < parts.length; part++) {
            parts[part] = (parts[part] - without[part]) * input / chunk;
        }
        pass.addPrompt(parts, input, cached);
        double waits = crowded(together * input / output / Math.min(input, chunk));
        for (int part = 0; part < parts.length; part++) {
            boolean shared = part == StepPart.EXPERTS.ordinal();
            parts[part] *= (shared ? 1 : waits) / parallelPrompts();
        }
        parts[StepPart.ENGINE.ordinal()] += Math.max(0, launchedSeconds(sequences, chunk) - EvenStages.sum(parts));
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
        boolean inStep = problem.serving().load() instanceof Load.Offline
                && problem.serving().lengths().variation() == 0;
        return groups == 1 || inStep ? 1
                : Math.min(groups, 1 + Crowd.largest(groups) * Math.sqrt((1 - 1.0 / groups) / prompts));
    }

    /** What the host takes longer to launch the steps of one prompt than steps of answers last. */
    private double launchedSeconds(double sequences, double chunk) {
        double least = pass.launchSeconds();
        return least == 0 ? 0 : (least - answerSeconds(sequences)) * input / chunk / parallelPrompts();
    }

    private double chunkBeside(double sequences) {
        double most = replica.batching().chunkTokens();
        double arriving = together(sequences) * input / output;
        return Math.max(Math.min(input, most), Math.min(most, arriving));
    }

    /** One prompt when prompts follow each other and share steps of C tokens, on GPUs that do nothing else. */
    public double packedPromptSeconds() {
        return packedSeconds;
    }

    /** The same by part. */
    StepBreakdown packedPrompt() {
        return new StepBreakdown(packedParts());
    }

    private double[] packedParts() {
        double[] parts = new double[StepPart.values().length];
        double chunk = replica.batching().chunkTokens();
        pass.addLinear(parts, chunk);
        pass.addEngine(parts, 1);
        for (int part = 0; part < parts.length; part++) {
            parts[part] *= input / chunk;
        }
        pass.addPrompt(parts, input, cached);
        for (int part = 0; part < parts.length; part++) {
            parts[part] /= parallelPrompts();
        }
        return parts;
    }

    /** So many prompts that start together and fill steps of C tokens, before any of them gets a second token. */
    public double togetherPromptSeconds(double prompts) {
        double tokens = prompts * input / parallelPrompts();
        double chunk = Math.min(tokens, replica.batching().chunkTokens());
        double[] parts = new double[StepPart.values().length];
        pass.addLinear(parts, chunk);
        double[] attention = new double[parts.length];
        pass.addPrompt(attention, input, cached);
        return EvenStages.sum(parts) * tokens / chunk + EvenStages.sum(attention) * prompts / parallelPrompts()
                + overheads.step().seconds();
    }

    private double parallelPrompts() {
        return (double) replica.split().attentionData() * replica.split().pipeline();
    }

    /**
     * Seconds from one token of an answer to the next while b sequences run and each is followed by another.
     *
     * <pre>  max(T(b) + (b - 1)·ρ·added prompt/O, (b - 1)·packed prompt/O)</pre>
     */
    @Override
    public double tokenSeconds(double sequences) {
        return tokenSeconds(sequences, Math.max(0, sequences - 1));
    }

    /** Beside so many prompts; GPUs that do nothing else would need the second term for them. */
    private double tokenSeconds(double sequences, double prompts) {
        double[] parts = answerParts(sequences);
        if (prompts > 0) {
            add(parts, addedPromptParts(sequences), promptsPerToken(prompts));
        }
        return Math.max(stages.seconds(parts, inFlight(sequences)), prompts * packedSeconds / output);
    }

    private static void add(double[] parts, double[] others, double times) {
        for (int part = 0; part < parts.length; part++) {
            parts[part] += times * others[part];
        }
    }

    /** Prompts that delay each token of an answer while so many are worked off with it: prompts·ρ/O. */
    double promptsPerToken(double prompts) {
        return prompts * overheads.prompts().share() / output;
    }

    int pipeline() {
        return stages.stages();
    }

    /** Requests per second while b sequences run without a pause: b/max(O·T(b) + b·ρ·added prompt, b·packed prompt). */
    @Override
    public double requestsPerSecond(double sequences) {
        return sequences / (output * tokenSeconds(sequences, sequences));
    }
}
