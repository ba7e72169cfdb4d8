package org.shardplan.serving.time;

import java.util.HashMap;
import java.util.Map;
import java.util.function.DoubleFunction;

/**
 * Seconds of a pipeline that is made of stages of one kind, each computed once. One stage of a mixed pipeline takes its
 * share of them.
 */
final class KindTime {

    private final ReplicaTime time;
    private final StepBreakdown prompt;
    private final StepBreakdown packedPrompt;
    private final Map<Double, StepBreakdown> answers = new HashMap<>();
    private final Map<Double, StepBreakdown> addedPrompts = new HashMap<>();

    KindTime(ReplicaTime time) {
        this.time = time;
        this.prompt = time.prompt();
        this.packedPrompt = time.packedPrompt();
    }

    int stages() {
        return time.pipeline();
    }

    StepBreakdown prompt() {
        return prompt;
    }

    StepBreakdown packedPrompt() {
        return packedPrompt;
    }

    StepBreakdown step(double sequences) {
        return time.step(sequences);
    }

    StepBreakdown answers(double sequences) {
        return known(answers, sequences, time::answers);
    }

    StepBreakdown addedPrompt(double sequences) {
        return known(addedPrompts, sequences, time::addedPrompt);
    }

    /** One token of every answer with its share of so many prompts. */
    StepBreakdown token(double sequences, double prompts) {
        StepBreakdown answers = answers(sequences);
        return prompts == 0 ? answers : answers.plus(addedPrompt(sequences), time.promptsPerToken(prompts));
    }

    /** Searches ask for whole numbers again and again, for others once. */
    private static StepBreakdown known(
            Map<Double, StepBreakdown> known, double sequences, DoubleFunction<StepBreakdown> work) {
        return sequences == Math.rint(sequences)
                ? known.computeIfAbsent(sequences, work::apply) : work.apply(sequences);
    }
}
