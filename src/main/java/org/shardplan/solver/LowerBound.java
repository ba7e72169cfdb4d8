package org.shardplan.solver;

import org.shardplan.estimate.LayoutEstimator;
import org.shardplan.estimate.RunEstimate;
import org.shardplan.estimate.Score;
import org.shardplan.estimate.Utilisation;
import org.shardplan.layout.Layout;
import org.shardplan.layout.Mesh;
import org.shardplan.layout.Precision;
import org.shardplan.layout.Schedule;
import org.shardplan.problem.Calibration.DeviceEfficiency;
import org.shardplan.problem.FeedForward;
import org.shardplan.problem.Framework;
import org.shardplan.problem.Gpu;
import org.shardplan.problem.Pool;
import org.shardplan.problem.Problem;
import org.shardplan.time.TimeBreakdown;
import org.shardplan.time.TimePart;

/**
 * Scores that no layout of a family can beat.
 *
 * <p>The bounds only leave terms of the time model out or take them at their least, so they hold for whatever the
 * rest of the layout turns out to be; a test checks them against every layout of many small problems.
 */
final class LowerBound {

    /** A pass of weight-gradient work is at most a third of a micro-batch, so ZB-H1 leaves a third of the bubble. */
    private static final double LEAST_ZERO_BUBBLE = 1.0 / 3;

    private final Problem problem;
    private final LayoutEstimator estimator;
    private final double matrixFlops;
    private final boolean hasExperts;
    private final boolean layersDiffer;

    LowerBound(LayoutEstimator estimator) {
        this.problem = estimator.problem();
        this.estimator = estimator;
        this.matrixFlops = Utilisation.matrixFlops(problem.model(), problem.training())
                * problem.training().tokensPerStep();
        FeedForward feedForward = problem.model().feedForward();
        int expertLayers = feedForward.expertLayers(problem.model().layers());
        this.hasExperts = expertLayers > 0;
        this.layersDiffer = expertLayers > 0 && expertLayers < problem.model().layers();
    }

    /** The roofline: all matrix work at the asymptotic rate on all GPUs, nothing else. */
    Score ofGpus(Mesh mesh) {
        Pool pool = problem.pool(mesh.pool());
        DeviceEfficiency efficiency = problem.conditions().calibration().device(pool.gpu());
        return score(mesh, matrixFlops / (bestRate(pool.gpu(), efficiency) * mesh.gpus()));
    }

    /**
     * Any layout of a mesh that runs at this precision: work at the largest micro-batch, where it is most efficient,
     * and the bubble of the smallest, where it is shortest.
     *
     * @param smallest a plain layout with the smallest micro-batch
     * @param largest the same with the largest
     */
    Score ofMesh(Layout smallest, Layout largest) {
        int mostChunks = Math.max(1, (problem.model().layers() + 2) / smallest.mesh().pipeline());
        double bubble = layersDiffer ? 0 : leastBubble(estimator.pipelineTime(smallest), mostChunks);
        return score(smallest.mesh(), work(largest, estimator.pipelineTime(largest)) + bubble);
    }

    /**
     * Any schedule, recomputation and states, given the rest: the plain schedule without recomputation, its bubble at
     * the least that any schedule leaves, no exposed data-parallel exchange, no optimizer traffic.
     *
     * @param plain a layout with the plain schedule and no recomputation
     * @param mostChunks most chunks any schedule may use
     */
    Score ofExecution(Layout plain, int mostChunks) {
        TimeBreakdown time = estimator.pipelineTime(plain);
        double bubble = layersDiffer ? 0 : leastBubble(time, mostChunks);
        return score(plain.mesh(), work(plain, time) + bubble);
    }

    /** A layout but for its recomputation and states: no exposed data-parallel exchange, no optimizer traffic. */
    Score ofSchedule(Layout withoutRecomputation) {
        return score(withoutRecomputation.mesh(), estimator.pipelineTime(withoutRecomputation).totalSeconds());
    }

    /** A complete layout but for its recomputation, which only adds time. */
    Score ofRecomputation(Layout withoutRecomputation) {
        return score(withoutRecomputation.mesh(), estimator.time(withoutRecomputation).totalSeconds());
    }

    /** All micro-batches on the slowest stage. Chunks may balance different layers better: then on an average stage. */
    private double work(Layout plain, TimeBreakdown time) {
        double bubble = time.seconds(TimePart.PIPELINE_BUBBLE);
        double slowest = time.totalSeconds() - bubble - time.seconds(TimePart.PIPELINE_COMMUNICATION);
        int microBatches = problem.training().microBatches(plain);
        return layersDiffer ? (slowest + microBatches * bubble) / plain.mesh().pipeline() : slowest;
    }

    /** The bubble of the plain schedule at the least share that any schedule leaves; valid if all layers are alike. */
    private static double leastBubble(TimeBreakdown plain, int mostChunks) {
        return Math.min(1.0 / mostChunks, LEAST_ZERO_BUBBLE) * plain.seconds(TimePart.PIPELINE_BUBBLE);
    }

    /** FLOP/s of the precision that gets most done, slowed down by the scale of the framework. */
    private double bestRate(Gpu gpu, DeviceEfficiency efficiency) {
        double best = 0;
        for (Precision precision : Precision.values()) {
            double scale = problem.conditions().framework()
                    .scale(new Framework.Observed(gpu.architecture(), precision, hasExperts), efficiency.scale());
            best = Math.max(best, gpu.peak(precision).perSecond()
                    * efficiency.matrices().of(precision) / scale);
        }
        return best;
    }

    private Score score(Mesh mesh, double seconds) {
        return Score.of(new RunEstimate(problem, mesh, seconds));
    }

    /** The most chunks that any of these schedules uses. */
    static int mostChunks(Iterable<Schedule> schedules) {
        int most = 1;
        for (Schedule schedule : schedules) {
            most = Math.max(most, schedule.chunks());
        }
        return most;
    }
}
