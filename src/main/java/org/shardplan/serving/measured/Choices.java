package org.shardplan.serving.measured;

import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.shardplan.serving.measured.ServedReplay.Discipline;

/**
 * What it costs to choose by prediction: tokens per second and GPU lost against the best that was measured.
 *
 * @param questions groups of runs among which to choose
 * @param regretPercent mean loss of the choices
 * @param bestPercent choices that are the best, in percent
 * @param brokenPercent choices that were measured beyond the limit, in percent
 * @param smallestRegretPercent mean loss of always taking the fewest GPUs that keep to the limit
 */
public record Choices(
        int questions, double regretPercent, double bestPercent, double brokenPercent,
        double smallestRegretPercent) {

    private static final double PERCENT = 100;

    /** Which of the runs may be chosen. */
    private record Rules(Predicate<ServedReplay> allowed, Predicate<ServedReplay> expected) {
    }

    /** Among layouts, whatever the latency. */
    static Choices unlimited(List<List<ServedReplay>> questions) {
        return of(questions, new Rules(replay -> true, replay -> true));
    }

    /**
     * Among layouts and concurrencies, with a limit on the time per output token.
     *
     * @param margin share by which predictions must stay below the limit
     */
    static Choices limited(List<List<ServedReplay>> questions, double seconds, double margin) {
        return of(questions, new Rules(
                replay -> Quantity.TPOT.observed(replay.run()).orElse(Double.MAX_VALUE) <= seconds,
                replay -> token(replay) * (1 + margin) <= seconds));
    }

    private static double token(ServedReplay replay) {
        return Quantity.TPOT.predicted(replay.run(), replay.prediction(Discipline.WITHOUT_MODEL));
    }

    private static Choices of(List<List<ServedReplay>> questions, Rules rules) {
        List<Outcome> outcomes = questions.stream()
                .filter(question -> question.stream().anyMatch(rules.allowed()))
                .map(question -> outcome(question, rules)).toList();
        List<Double> regrets = outcomes.stream().filter(Outcome::kept).map(Outcome::regret).toList();
        double count = Math.max(1, outcomes.size());
        return new Choices(outcomes.size(), mean(regrets),
                PERCENT * regrets.stream().filter(regret -> regret <= 0).count() / count,
                PERCENT * (outcomes.size() - regrets.size()) / count,
                mean(outcomes.stream().map(Outcome::smallestRegret).toList()));
    }

    /**
     * What one choice came to.
     *
     * @param kept whether it was measured within the limit
     * @param regret share lost against the best within the limit
     * @param smallestRegret the same for the fewest GPUs
     */
    private record Outcome(boolean kept, double regret, double smallestRegret) {
    }

    private static Outcome outcome(List<ServedReplay> question, Rules rules) {
        ServedReplay choice = choice(question, rules);
        double best = measured(best(question.stream().filter(rules.allowed()).toList(), Choices::measured));
        return new Outcome(rules.allowed().test(choice), 1 - measured(choice) / best,
                1 - measured(fewest(question, rules)) / best);
    }

    /** The best expected; if none is expected to keep to the limit, the one that comes closest. */
    private static ServedReplay choice(List<ServedReplay> question, Rules rules) {
        List<ServedReplay> expected = question.stream().filter(rules.expected()).toList();
        return expected.isEmpty() ? best(question, replay -> -token(replay)) : best(expected, Choices::predicted);
    }

    private static ServedReplay fewest(List<ServedReplay> question, Rules rules) {
        int gpus = question.stream().filter(rules.allowed()).mapToInt(Choices::gpus).min().orElseThrow();
        return best(question.stream().filter(rules.allowed()).filter(replay -> gpus(replay) == gpus).toList(),
                Choices::measured);
    }

    private static int gpus(ServedReplay replay) {
        return replay.run().setup().replicas().gpus();
    }

    private static double measured(ServedReplay replay) {
        return replay.run().outcome().tokensPerSecond().orElse(0) / gpus(replay);
    }

    private static double predicted(ServedReplay replay) {
        return replay.prediction(Discipline.WITHOUT_MODEL).tokensPerSecond() / gpus(replay);
    }

    private static ServedReplay best(List<ServedReplay> some, ToDoubleFunction<ServedReplay> figure) {
        return some.stream().max(Comparator.comparingDouble(figure)).orElseThrow();
    }

    private static double mean(List<Double> values) {
        return PERCENT * values.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
    }
}
