package org.shardplan.mixed.planner;

import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.shardplan.estimate.Estimate;
import org.shardplan.layout.MixedLayout;
import org.shardplan.problem.MixedProblem;
import org.shardplan.problem.Objective;
import org.shardplan.problem.Pool;
import org.shardplan.problem.Training;
import org.shardplan.rule.CapacityRules;

/**
 * All numbers of one mixed pipeline.
 *
 * <pre>  Σ t + Σ round trips + (m - 1)·max t + max closing + exposed·max round trip</pre>
 *
 * <p>t seconds of a micro-batch on a stage, m micro-batches of a step: 1F1B paced by its slowest stage, which with
 * equal stages is the step of single pools.
 *
 * @param problem the question
 * @param layout the pipeline
 * @param stages the stages in their order
 * @param exposedRoundTrips how often the slowest round trip shows beyond filling and draining
 */
public record MixedEstimate(
        MixedProblem problem, MixedLayout layout, List<StageEstimate> stages, double exposedRoundTrips) {

    private static final double SECONDS_PER_HOUR = 3600;
    private static final double WATTS_PER_KILOWATT = 1000;

    public MixedEstimate {
        stages = List.copyOf(stages);
    }

    public int microBatches() {
        return training().microBatches(layout.stage(0));
    }

    private Training training() {
        return problem.training().training();
    }

    /** The stage that sets the pace. */
    public StageEstimate slowest() {
        return stages.stream().max((one, other) -> Double.compare(one.seconds(), other.seconds())).orElseThrow();
    }

    /** All micro-batches at the pace of the slowest stage. */
    public double paceSeconds() {
        return microBatches() * slowest().seconds();
    }

    /** Filling and draining: what the slowest stage waits for the others and for links. */
    public double fillSeconds() {
        return sum(StageEstimate::seconds) - slowest().seconds() + sum(StageEstimate::roundTrip);
    }

    /** Round trips that show in between. */
    public double linkSeconds() {
        return exposedRoundTrips * most(StageEstimate::roundTrip);
    }

    /** Exchange of gradients that nothing hides, and the optimizer. */
    public double closingSeconds() {
        return most(StageEstimate::closing);
    }

    public double stepSeconds() {
        return paceSeconds() + fillSeconds() + linkSeconds() + closingSeconds();
    }

    private double sum(ToDoubleFunction<StageEstimate> part) {
        return stages.stream().mapToDouble(part).sum();
    }

    private double most(ToDoubleFunction<StageEstimate> part) {
        return stages.stream().mapToDouble(part).max().orElse(0);
    }

    /** Bytes the fullest GPU of a stage leaves free beside the reserve; negative if it does not fit. */
    public double freeBytes(StageEstimate stage) {
        return CapacityRules.availableBytes(problem.training(), pool(stage)) - stage.memory().totalBytes();
    }

    /** The stage whose fullest GPU has least room. */
    public StageEstimate fullest() {
        return stages.stream().min(Comparator.comparingDouble(this::freeBytes)).orElseThrow();
    }

    public Pool pool(StageEstimate stage) {
        return problem.training().pool(stage.stage().pool());
    }

    public int gpus(StageEstimate stage) {
        return stage.stage().tensor() * layout.shared().data();
    }

    public double tokensPerSecond() {
        return training().tokensPerStep() / stepSeconds();
    }

    /** Hours of all steps, or of one where the problem names no tokens; nothing going wrong. */
    public double hours() {
        return training().tokens().orElse(training().tokensPerStep()) / tokensPerSecond() / SECONDS_PER_HOUR;
    }

    /** US dollars per hour on demand, if every pool has a price. */
    public OptionalDouble usdPerHour() {
        double usd = stages.stream().mapToDouble(
                stage -> gpus(stage) * pool(stage).price().onDemandUsd().orElse(Double.NaN)).sum();
        return Double.isNaN(usd) ? OptionalDouble.empty() : OptionalDouble.of(usd);
    }

    /** Power the servers are rated for, in kW: GPUs · TDP · server factor. */
    public double ratedPowerKw() {
        double factor = problem.training().conditions().operations().power().serverFactor();
        return stages.stream().mapToDouble(stage -> gpus(stage) * pool(stage).gpu().board().tdpWatts()).sum()
                * factor / WATTS_PER_KILOWATT;
    }

    /** Relative error that 90 % of step times of pipelines of any one of these kinds stay below. */
    public double expectedError() {
        return IntStream.range(0, stages.size()).mapToDouble(index -> Estimate.expectedError(
                problem.training(), layout.stage(index))).max().orElse(0);
    }

    /** What the objective counts, in its unit. */
    public double value() {
        Objective objective = problem.training().goal().objective();
        return switch (objective) {
            case STEP_TIME -> stepSeconds();
            case TIME_TO_TRAIN -> hours();
            case THROUGHPUT -> tokensPerSecond();
            case COST, GPU_COUNT, ENERGY -> throw new IllegalStateException("Mixed pipelines count no " + objective);
        };
    }
}
