package org.shardplan.measured;

import java.util.List;
import java.util.function.Predicate;
import org.shardplan.problem.Calibration;

/**
 * Predictions that owe nothing to the runs they are for: the shared constants start at values from kernel tables, data
 * sheets and operation counts, and are fitted to other models, or to other sources.
 *
 * @param sources errors by source
 * @param sweeps how sources are ranked by constants that never saw them
 * @param constants the constants that were fitted
 */
public record Refit(List<SourceErrors> sources, List<SweepSummary> sweeps, List<RefittedConstant> constants) {

    public Refit {
        sources = List.copyOf(sources);
        sweeps = List.copyOf(sweeps);
        constants = List.copyOf(constants);
    }

    /**
     * Refits once for every fold of models and once for every source.
     *
     * @param runs runs of several sources; what is not measured takes no part
     * @param tables constants before any run was looked at
     */
    public static Refit of(List<Run> runs, Calibration tables) {
        return new LeaveOut(runs, tables).refit();
    }

    /**
     * Errors of one source's step times.
     *
     * @param source its name
     * @param experts whether its models have experts
     * @param withoutModel constants and scale from other models
     * @param anchored constants from other sources, scale from the source's other runs
     * @param cold constants and scale from other sources
     */
    public record SourceErrors(String source, boolean experts, Errors withoutModel, Errors anchored, Errors cold) {
    }

    /**
     * A constant that was fitted several times.
     *
     * @param name its path in a calibration file
     * @param table value before
     * @param least least value fitted without one of the sources
     * @param most largest value fitted without one of the sources
     */
    public record RefittedConstant(String name, double table, double least, double most) {
    }

    /** Averages over sources of dense models, each with the same weight. */
    public SourceErrors denseAverage() {
        return average("average, dense models", source -> !source.experts());
    }

    /** Averages over sources of models with experts, each with the same weight. */
    public SourceErrors expertAverage() {
        return average("average, experts", SourceErrors::experts);
    }

    /** Averages over all sources, each with the same weight. */
    public SourceErrors average() {
        return average("average, all", source -> true);
    }

    private SourceErrors average(String label, Predicate<SourceErrors> some) {
        List<SourceErrors> members = sources.stream().filter(some).toList();
        return new SourceErrors(label, false,
                Errors.average(members.stream().map(SourceErrors::withoutModel).toList()),
                Errors.average(members.stream().map(SourceErrors::anchored).toList()),
                Errors.average(members.stream().map(SourceErrors::cold).toList()));
    }
}
