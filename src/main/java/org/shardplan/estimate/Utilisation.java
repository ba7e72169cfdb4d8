package org.shardplan.estimate;

import org.shardplan.layout.Layout;
import org.shardplan.layout.Precision;
import org.shardplan.memory.ParameterCount;
import org.shardplan.problem.Attention;
import org.shardplan.problem.Gpu;
import org.shardplan.problem.Model;
import org.shardplan.problem.Problem;
import org.shardplan.problem.Training;

/**
 * How much of the GPUs' peak the step uses.
 *
 * <pre>  MFU = (6·N·tokens + 6·a·(d_qk + d_v)·s·L·tokens) / (GPUs · peak · step)</pre>
 *
 * <p>N active parameters without the embedding lookup, a heads, d head widths, s sequence, L layers. HFU adds the
 * recomputed work.
 * <p>Source: PaLM, arXiv:2204.02311, appendix B: attention is counted in full, not halved for causality.
 *
 * @param mfuPercent model FLOPs over peak, against the peak of the layout's precision
 * @param hfuPercent the same with recomputation
 * @param modelFlopsPerStep model FLOPs of one step
 */
public record Utilisation(double mfuPercent, double hfuPercent, double modelFlopsPerStep) {

    private static final double PERCENT = 100;
    /** Norms and biases, below 1 % of the parameters, multiply nothing. */
    private static final double MATRIX_SHARE = 0.99;

    static Utilisation of(Estimate estimate) {
        double flops = modelFlops(estimate.problem().model(), estimate.problem().training())
                * estimate.problem().training().tokensPerStep();
        double peak = peak(estimate.pool().gpu(), estimate.layout().execution().precision());
        double mfu = PERCENT * flops / (estimate.gpus() * peak * estimate.stepSeconds());
        return new Utilisation(mfu, mfu * (1 + recomputedShare(estimate)), flops);
    }

    /** Seconds of a step in which the GPUs do nothing but its matrix work, at their peak; no run is faster. */
    public static double secondsAtPeak(Problem problem, Layout layout) {
        Gpu gpu = problem.pool(layout.mesh().pool()).gpu();
        return matrixFlops(problem.model(), problem.training()) * problem.training().tokensPerStep()
                / (layout.mesh().gpus() * peak(gpu, layout.execution().precision()));
    }

    /** Model FLOPs of one token, forward and backward. */
    public static double modelFlops(Model model, Training training) {
        ParameterCount parameters = new ParameterCount(model);
        double lookup = model.vocabulary().tied() ? 0 : parameters.head(1);
        double positions = (double) model.vocabulary().learnedPositions() * model.hidden();
        Attention attention = model.attention();
        double core = 6.0 * attention.heads() * (attention.queryKeyWidth() + attention.valueWidth())
                * training.sequenceLength() * model.layers();
        return flopsPerParameter(training) * (parameters.active() - lookup - positions) + core;
    }

    /** FLOPs of the matrix multiplications of one token, forward and backward; a little less than they are. */
    public static double matrixFlops(Model model, Training training) {
        ParameterCount parameters = new ParameterCount(model);
        double lookup = parameters.head(1) + (double) model.vocabulary().learnedPositions() * model.hidden();
        double tiedHead = model.vocabulary().tied() ? parameters.head(1) : 0;
        return flopsPerParameter(training) * MATRIX_SHARE * (parameters.active() - lookup + tiedHead);
    }

    /** Two forward, four backward; two backward if the weights are frozen. */
    private static double flopsPerParameter(Training training) {
        return training.isFrozen() ? 4 : 6;
    }

    /** The layers recomputed in full times the share of a forward pass; attention cores alone are not counted. */
    private static double recomputedShare(Estimate estimate) {
        double forward = 2 / flopsPerParameter(estimate.problem().training());
        double perStage = (double) estimate.problem().model().layers() / estimate.layout().mesh().pipeline();
        return forward * Math.min(1, estimate.layout().recomputation().layers() / perStage);
    }

    private static double peak(Gpu gpu, Precision precision) {
        double peak = gpu.peak(precision).perSecond();
        return peak > 0 ? peak : Math.max(
                gpu.peak(Precision.BF16).perSecond(), gpu.peak(Precision.FP16).perSecond());
    }
}
