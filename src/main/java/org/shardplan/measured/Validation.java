package org.shardplan.measured;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Predictions of many runs and how far they are from what was measured.
 *
 * @param replays the runs that could be predicted, in their order
 * @param unsupported the runs that could not
 * @param sources errors by source
 * @param groups scales by framework, GPU and precision
 * @param sweeps runs that differ in their layout only
 */
public record Validation(
        List<Replay> replays, List<UnsupportedRun> unsupported, List<SourceResult> sources, List<GroupScale> groups,
        List<Sweep> sweeps) {

    public Validation {
        replays = List.copyOf(replays);
        unsupported = List.copyOf(unsupported);
        sources = List.copyOf(sources);
        groups = List.copyOf(groups);
        sweeps = List.copyOf(sweeps);
    }

    /** Predicts every run from its setup alone, then compares. */
    public static Validation of(List<Run> runs, Predictor predictor) {
        List<Replay> replays = new ArrayList<>();
        List<UnsupportedRun> unsupported = new ArrayList<>();
        for (Run run : runs) {
            if (run instanceof MeasuredRun measured) {
                replays.add(Replay.of(measured, predictor));
            } else if (run instanceof UnsupportedRun other) {
                unsupported.add(other);
            }
        }
        Scales scales = new Scales(replays.stream().filter(Replay::isTimed).toList());
        return new Validation(replays, unsupported, sources(replays, scales), groups(scales), Sweep.among(replays));
    }

    /** Runs whose measured figures cannot be right. */
    public List<MeasuredRun> doubted() {
        return replays.stream().map(Replay::run).filter(run -> run.observation().isDoubted()).toList();
    }

    /** Timed runs from the worst predicted to the best, each with its error once its group is anchored. */
    public List<Residual> residuals() {
        Scales scales = new Scales(replays.stream().filter(Replay::isTimed).toList());
        return replays.stream().filter(Replay::isTimed)
                .map(replay -> new Residual(replay, replay.timeError(scales.anchored(replay))))
                .sorted(Comparator.comparingDouble(residual -> -Math.abs(residual.error()))).toList();
    }

    /**
     * What a prediction is off by.
     *
     * @param replay the run and its prediction
     * @param error relative error of the step time, its group anchored
     */
    public record Residual(Replay replay, double error) {
    }

    private static List<SourceResult> sources(List<Replay> replays, Scales scales) {
        Map<String, List<Replay>> bySource = replays.stream().collect(Collectors.groupingBy(
                replay -> replay.run().source(), LinkedHashMap::new, Collectors.toList()));
        List<SourceResult> results = new ArrayList<>();
        bySource.forEach((source, members) -> results.add(SourceResult.of(source, members, scales)));
        return results;
    }

    private static List<GroupScale> groups(Scales scales) {
        List<GroupScale> results = new ArrayList<>();
        scales.groups().forEach((group, members) -> results.add(GroupScale.of(group, members)));
        return results;
    }

    /** Averages over measured sources of dense models, each with the same weight. */
    public TimeErrors denseAverage() {
        return average(source -> !hasExperts(source));
    }

    /** Averages over measured sources of models with experts, each with the same weight. */
    public TimeErrors expertAverage() {
        return average(this::hasExperts);
    }

    /** Averages over all measured sources, each with the same weight. */
    public TimeErrors average() {
        return average(source -> true);
    }

    private TimeErrors average(Predicate<SourceResult> some) {
        return TimeErrors.average(sources.stream()
                .filter(source -> source.evidence() == Evidence.MEASURED && source.isTimed()).filter(some)
                .map(SourceResult::time).toList());
    }

    private boolean hasExperts(SourceResult result) {
        return replays.stream().anyMatch(
                replay -> replay.run().source().equals(result.source()) && replay.run().setup().hasExperts());
    }

    /** What the sweeps of each source come to. */
    public List<SweepSummary> sweepSummaries() {
        return SweepSummary.bySource(sweeps);
    }

    /** Verdicts on memory over all measured runs. */
    public MemoryVerdicts verdicts() {
        return MemoryVerdicts.of(replays.stream()
                .filter(replay -> replay.run().origin().evidence() == Evidence.MEASURED).toList());
    }

    /** The average over sources with measured memory, each with the same weight. */
    public Errors memoryAverage() {
        return Errors.average(sources.stream().map(SourceResult::memory).toList());
    }
}
