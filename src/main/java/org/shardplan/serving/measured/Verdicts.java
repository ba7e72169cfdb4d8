package org.shardplan.serving.measured;

import java.util.List;
import java.util.function.Predicate;

/**
 * Yes or no, predicted and measured.
 *
 * @param hits measured and predicted
 * @param misses measured, not predicted
 * @param falseAlarms predicted, not measured
 * @param rest neither
 */
public record Verdicts(long hits, long misses, long falseAlarms, long rest) {

    static Verdicts of(List<ServedReplay> some, Predicate<ServedReplay> measured, Predicate<ServedReplay> predicted) {
        return new Verdicts(
                some.stream().filter(measured).filter(predicted).count(),
                some.stream().filter(measured).filter(predicted.negate()).count(),
                some.stream().filter(measured.negate()).filter(predicted).count(),
                some.stream().filter(measured.negate()).filter(predicted.negate()).count());
    }

    public long total() {
        return hits + misses + falseAlarms + rest;
    }
}
