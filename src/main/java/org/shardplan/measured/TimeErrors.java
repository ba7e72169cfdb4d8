package org.shardplan.measured;

import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * Errors of step times in four disciplines, from the easiest question to the hardest.
 *
 * @param anchored one scale per group, from all its runs
 * @param withoutModel one scale per group, from its runs with other models
 * @param withoutSource one scale per architecture and precision, from other sources
 * @param cold as predicted
 */
public record TimeErrors(Errors anchored, Errors withoutModel, Errors withoutSource, Errors cold) {

    static TimeErrors of(List<Replay> timed, Scales scales) {
        return new TimeErrors(
                errors(timed, scales::anchored), errors(timed, scales::withoutModel),
                errors(timed, scales::withoutSource), errors(timed, replay -> replay.prediction().profileScale()));
    }

    /** The average of several sources, each with the same weight. */
    static TimeErrors average(List<TimeErrors> sources) {
        return new TimeErrors(
                average(sources, TimeErrors::anchored), average(sources, TimeErrors::withoutModel),
                average(sources, TimeErrors::withoutSource), average(sources, TimeErrors::cold));
    }

    private static Errors average(List<TimeErrors> sources, Function<TimeErrors, Errors> discipline) {
        return Errors.average(sources.stream().map(discipline).toList());
    }

    private static Errors errors(List<Replay> timed, ToDoubleFunction<Replay> scale) {
        return Errors.of(timed.stream().mapToDouble(replay -> replay.timeError(scale.applyAsDouble(replay))).toArray());
    }
}
