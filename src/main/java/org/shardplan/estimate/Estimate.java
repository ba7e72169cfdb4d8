package org.shardplan.estimate;

import org.shardplan.layout.Layout;
import org.shardplan.memory.MemoryBreakdown;
import org.shardplan.problem.FeedForward;
import org.shardplan.problem.Framework;
import org.shardplan.problem.Framework.Observed;
import org.shardplan.problem.Gpu;
import org.shardplan.problem.Objective;
import org.shardplan.problem.Pool;
import org.shardplan.problem.Problem;
import org.shardplan.time.TimeBreakdown;

/**
 * All numbers of one layout.
 *
 * @param problem the question
 * @param layout the layout
 * @param memory the fullest GPU, by part
 * @param time one step, by part
 */
public record Estimate(Problem problem, Layout layout, MemoryBreakdown memory, TimeBreakdown time) {

    public double stepSeconds() {
        return time.totalSeconds();
    }

    public long gpus() {
        return layout.mesh().gpus();
    }

    public Pool pool() {
        return problem.pool(layout.mesh().pool());
    }

    public double tokensPerSecond() {
        return problem.training().tokensPerStep() / stepSeconds();
    }

    public double tokensPerSecondPerGpu() {
        return tokensPerSecond() / gpus();
    }

    /** Share of the step that waits for communication, in percent. */
    public double communicationPercent() {
        return 100 * time.exposedCommunicationSeconds() / stepSeconds();
    }

    /** Share of the GPU's usable memory that is in use, in percent. */
    public double memoryPercent() {
        return 100 * memory.totalBytes() / pool().gpu().memory().usable().value();
    }

    /** Relative error that 90 % of step times like this one stay below. */
    public double expectedError() {
        return expectedError(problem, layout);
    }

    /** Relative error that 90 % of step times of such layouts stay below. */
    public static double expectedError(Problem problem, Layout layout) {
        Framework framework = problem.conditions().framework();
        Gpu gpu = problem.pool(layout.mesh().pool()).gpu();
        FeedForward feedForward = problem.model().feedForward();
        boolean experts = feedForward.expertLayers(problem.model().layers()) > 0;
        Observed what = new Observed(gpu.architecture(), layout.execution().precision(), experts);
        return problem.conditions().calibration().device(gpu).error()
                .of(framework.scales().containsKey(what), experts);
    }

    public RunEstimate run() {
        return new RunEstimate(problem, layout.mesh(), stepSeconds());
    }

    public Utilisation utilisation() {
        return Utilisation.of(this);
    }

    /** What the objective counts, in its unit. */
    public double value(Objective objective) {
        return run().value(objective);
    }
}
