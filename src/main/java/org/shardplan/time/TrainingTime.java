package org.shardplan.time;

import org.shardplan.layout.Layout;
import org.shardplan.layout.Recomputation;
import org.shardplan.memory.RankParameters;
import org.shardplan.memory.TrainingMemory;
import org.shardplan.pipeline.Passes;
import org.shardplan.pipeline.Stage;
import org.shardplan.pipeline.StageSplit;
import org.shardplan.problem.Framework;
import org.shardplan.problem.Pool;
import org.shardplan.problem.Problem;

/**
 * Seconds of one training step on one pool.
 *
 * <pre>  S · (m·t + bubble + transfers + exposed data parallelism + optimizer + fixed)</pre>
 *
 * <p>m micro-batches, t seconds of one micro-batch on the critical stage, S the scale of the calibration.
 * <p>Source: the equations were checked against 1,630 published timed runs; their expected error is part of the
 * calibration.
 */
public final class TrainingTime {

    private static final int PARTS = TimePart.values().length;

    private final TimeBasis basis;
    private final LayerTimes layers;
    private final EndTimes ends;
    private final PipelineTime pipeline;
    private final TrainingMemory memory;
    private final DataParallelTime dataParallel;
    private final OptimizerTime optimizer;
    private final double usualScale;
    private final double fixed;
    private final boolean hasDenseLayers;
    private final boolean hasExpertLayers;

    public TrainingTime(Problem problem, Pool pool, TrainingMemory memory) {
        this.basis = new TimeBasis(problem, pool);
        this.layers = new LayerTimes(basis);
        this.ends = new EndTimes(basis);
        this.pipeline = new PipelineTime(basis);
        this.memory = memory;
        this.dataParallel = new DataParallelTime(basis);
        this.optimizer = new OptimizerTime(basis, memory);
        this.usualScale = basis.calibration().device(pool.gpu()).scale();
        this.fixed = basis.calibration().host().stepSeconds();
        int expertLayers = basis.model().feedForward().expertLayers(basis.model().layers());
        this.hasExpertLayers = expertLayers > 0;
        this.hasDenseLayers = expertLayers < basis.model().layers();
    }

    public TimeBreakdown of(Layout layout, StageSplit split) {
        double[] parts = new double[PARTS];
        double slowest = addPipeline(parts, layout, split);
        RankParameters rank = memory.parameters(layout.mesh());
        double exchange = 0;
        double update = 0;
        for (Stage stage : split.stages()) {
            exchange = Math.max(exchange, dataParallel.seconds(layout, stage, rank));
            update = Math.max(update, optimizer.seconds(layout, stage, rank));
        }
        double exposed = dataParallel.exposed(layout, exchange, slowest);
        parts[TimePart.DATA_COMMUNICATION.ordinal()] = exposed;
        parts[TimePart.OPTIMIZER.ordinal()] = update + fixed;
        return scaled(parts, exchange - exposed, scale(layout));
    }

    /** All micro-batches, and neither data parallelism nor optimizer. */
    public TimeBreakdown pipeline(Layout layout, StageSplit split) {
        double[] parts = new double[PARTS];
        addPipeline(parts, layout, split);
        return scaled(parts, 0, scale(layout));
    }

    /** Adds the pipeline's parts; answers with the seconds of one micro-batch on the slowest stage. */
    private double addPipeline(double[] parts, Layout layout, StageSplit split) {
        parts[TimePart.PIPELINE_COMMUNICATION.ordinal()] = pipeline.transfers(layout);
        return stageTimes(layout).addCriticalPath(parts, split, layout.schedule(),
                basis.training().microBatches(layout));
    }

    /** One micro-batch on a stage, pass by pass. */
    public Passes passes(Layout layout, Stage stage) {
        return stageTimes(layout).passes(stage).times(scale(layout));
    }

    /**
     * What a stage does once a step after its last micro-batch: the exchange of gradients that its own last micro-batch
     * cannot hide, the optimizer, and what is fixed.
     */
    public double closing(Layout layout, Stage stage) {
        RankParameters rank = memory.parameters(layout.mesh());
        double microBatch = stageTimes(layout).passes(stage).total();
        double exchange = dataParallel.seconds(layout, stage, rank);
        return scale(layout) * (dataParallel.exposed(layout, exchange, microBatch)
                + optimizer.seconds(layout, stage, rank) + fixed);
    }

    /** One activation or gradient on its way to a neighbour stage among so many GPUs. */
    public double hop(Layout layout, long span) {
        return scale(layout) * pipeline.hop(layout, span);
    }

    /** Hops that a step of so many micro-batches shows beyond those that fill and drain the pipeline. */
    public double exposedHops(int microBatches) {
        return microBatches * basis.calibration().links().exposedPointToPoint();
    }

    /** Observed over modelled time of the framework on this GPU. */
    private double scale(Layout layout) {
        return basis.framework().scale(new Framework.Observed(
                basis.pool().gpu().architecture(), layout.execution().precision(), hasExpertLayers), usualScale);
    }

    private static TimeBreakdown scaled(double[] parts, double hidden, double scale) {
        for (int i = 0; i < parts.length; i++) {
            parts[i] *= scale;
        }
        return new TimeBreakdown(parts, hidden * scale);
    }

    private StageTimes stageTimes(Layout layout) {
        BlockTime forward = layers.attentionForward(layout);
        BlockTime backward = layers.attentionBackward(layout, forward);
        LayerTime dense = hasDenseLayers ? layers.dense(layout, forward, backward) : LayerTime.ABSENT;
        LayerTime experts = hasExpertLayers ? layers.experts(layout, forward, backward) : LayerTime.ABSENT;
        Recomputation recomputation = layout.recomputation();
        StageTimes.Again again = recomputation.isSelective()
                ? new StageTimes.Again(recomputation, layers.selective(layout, dense), layers.selective(layout, experts))
                : new StageTimes.Again(recomputation, 0, 0);
        return new StageTimes(dense, experts, again,
                new StageTimes.Ends(ends.embedding(layout), ends.head(layout), ends.headWeightGradient(layout)));
    }
}
