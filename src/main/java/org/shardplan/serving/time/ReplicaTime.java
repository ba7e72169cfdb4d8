package org.shardplan.serving.time;

import java.util.Optional;
import org.shardplan.layout.Replica;
import org.shardplan.problem.Load;
import org.shardplan.problem.Serving.Speculation;
import org.shardplan.problem.ServingProblem;
import org.shardplan.units.Bandwidth;

/**
 * Seconds of the steps and prompts of one replica.
 *
 * <p>Legend: I new prompt tokens, O answer tokens, b sequences running on the replica, D attention-data groups, p
 * pipeline stages, C prompt tokens of a step at most.
 */
public final class ReplicaTime implements RequestTimes {

    private final ServingProblem problem;
    private final Replica replica;
    private final PassTime pass;
    private final PromptTime promptTime;
    private final double output;
    private final double context;
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
        this.output = problem.serving().lengths().output();
        this.context = problem.serving().lengths().input() + output / 2;
        this.promptTime = new PromptTime(problem, replica, pass);
        this.stages = new EvenStages(problem.model().layers(), replica.split().pipeline());
        this.packedSeconds = stages.promptSeconds(promptTime.packed());
    }

    /** Sequences of one attention-data group that pass a stage together: b/(D·p), at least 1. */
    private double together(double sequences) {
        return Math.max(1, sequences / (replica.split().attentionData() * replica.split().pipeline()));
    }

    /** One step of b answers, halfway through them: tokens of the mean context I + O/2. */
    public StepBreakdown step(double sequences) {
        double[] parts = stepParts(sequences, 1);
        parts[StepPart.PIPELINE_COMMUNICATION.ordinal()] +=
                stages.seconds(parts, inFlight(sequences)) - StepBreakdown.sum(parts);
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
        pass.addAnswers(parts, together, context);
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

    /** One prompt worked off alone, in chunks of at most C tokens. */
    public StepBreakdown prompt() {
        return new StepBreakdown(promptTime.alone());
    }

    /** What one prompt adds to the steps it shares with b answers. */
    @Override
    public double addedPromptSeconds(double sequences) {
        return stages.promptSeconds(addedPromptParts(sequences));
    }

    /** The same by part. */
    StepBreakdown addedPrompt(double sequences) {
        return new StepBreakdown(addedPromptParts(sequences));
    }

    private double[] addedPromptParts(double sequences) {
        return promptTime.beside(together(sequences), () -> answerSeconds(sequences));
    }

    /** One prompt when prompts follow each other and share steps of C tokens, on GPUs that do nothing else. */
    public double packedPromptSeconds() {
        return packedSeconds;
    }

    /** The same by part. */
    StepBreakdown packedPrompt() {
        return new StepBreakdown(promptTime.packed());
    }

    /** So many prompts that start together and fill steps of C tokens, before any of them gets a second token. */
    public double togetherPromptSeconds(double prompts) {
        return promptTime.togetherSeconds(prompts);
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
            StepBreakdown.add(parts, addedPromptParts(sequences), promptsPerToken(prompts));
        }
        return Math.max(stages.seconds(parts, inFlight(sequences)), prompts * packedSeconds / output);
    }

    /** Prompts that delay each token of an answer while so many are worked off with it: prompts·ρ/O. */
    double promptsPerToken(double prompts) {
        return prompts * pass.overheads().prompts().share() / output;
    }

    int pipeline() {
        return stages.stages();
    }

    /** Requests per second while b sequences run without a pause: b/max(O·T(b) + b·ρ·added prompt, b·packed prompt). */
    @Override
    public double requestsPerSecond(double sequences) {
        return sequences / (output * tokenSeconds(sequences, sequences));
    }

    /** Answers per second while b sequences run and others work off their prompts: b/(O·T(b)). */
    public double answersPerSecond(double sequences) {
        return sequences / (output * answerSeconds(sequences));
    }
}
