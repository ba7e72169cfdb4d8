package org.shardplan.estimate;

import java.util.ArrayList;
import java.util.List;
import org.shardplan.layout.Layout;
import org.shardplan.layout.Schedule;
import org.shardplan.memory.MemoryBreakdown;
import org.shardplan.memory.MemoryTerm;
import org.shardplan.memory.TrainingMemory;
import org.shardplan.pipeline.Passes;
import org.shardplan.pipeline.Stage;
import org.shardplan.pipeline.StageSplit;
import org.shardplan.problem.Pool;
import org.shardplan.problem.Problem;
import org.shardplan.time.TimeBreakdown;
import org.shardplan.time.TrainingTime;

/** Estimates any layout of one problem, well formed or not. Not safe for use by several threads at once. */
public final class LayoutEstimator {

    private static final int CACHED_STAGES = 257;
    private static final int CACHED_CHUNKS = 17;

    private final Problem problem;
    private final TrainingMemory memory;
    private final List<TrainingTime> times = new ArrayList<>();
    private final StageSplit[][] splits = new StageSplit[CACHED_STAGES][];

    public LayoutEstimator(Problem problem) {
        this.problem = problem;
        this.memory = new TrainingMemory(problem);
        for (Pool pool : problem.cluster().pools()) {
            times.add(new TrainingTime(problem, pool, memory));
        }
    }

    public Problem problem() {
        return problem;
    }

    public Estimate estimate(Layout layout) {
        return new Estimate(problem, layout, memory(layout), time(layout));
    }

    /** Memory of the fullest stage. */
    public MemoryBreakdown memory(Layout layout) {
        return memory.fullest(layout, split(layout));
    }

    /** Memory of one stage, real or imagined. */
    public MemoryBreakdown memory(Layout layout, Stage stage) {
        return memory.of(layout, stage);
    }

    /** Memory of every stage that differs from the ones before it. */
    public List<MemoryBreakdown> memoryByStage(Layout layout) {
        List<MemoryBreakdown> stages = new ArrayList<>();
        for (Stage stage : split(layout).stages()) {
            stages.add(memory.of(layout, stage));
        }
        return stages;
    }

    /** The formulas of model states and activations on the fullest stage, with their numbers. */
    public List<MemoryTerm> memoryTerms(Layout layout) {
        int fullest = memory(layout).stage();
        for (Stage stage : split(layout).stages()) {
            if (stage.index() == fullest) {
                return memory.terms(layout, stage);
            }
        }
        throw new IllegalStateException("No stage " + fullest);
    }

    public TimeBreakdown time(Layout layout) {
        return times.get(layout.mesh().pool()).of(layout, split(layout));
    }

    /** The time without data parallelism and optimizer, which is the same for all states. */
    public TimeBreakdown pipelineTime(Layout layout) {
        return times.get(layout.mesh().pool()).pipeline(layout, split(layout));
    }

    /** One micro-batch on every stage, in pipeline order. */
    public List<Passes> passes(Layout layout) {
        TrainingTime time = times.get(layout.mesh().pool());
        return stages(layout).stream().map(stage -> time.passes(layout, stage)).toList();
    }

    /** Every stage by itself, in pipeline order. */
    public List<Stage> stages(Layout layout) {
        return StageSplit.each(problem.model(), layout.mesh().pipeline(), layout.schedule().chunks());
    }

    /** Most optimizer state of one GPU in host memory, in bytes, whichever schedule runs: stages as without chunks. */
    public double hostBytesPerGpu(Layout layout) {
        return memory.hostBytesPerGpu(layout, split(layout.with(Schedule.PLAIN)));
    }

    /** Which layers the stages of a layout hold. */
    public StageSplit split(Layout layout) {
        int stages = layout.mesh().pipeline();
        int chunks = layout.schedule().chunks();
        if (stages >= CACHED_STAGES || chunks >= CACHED_CHUNKS) {
            return StageSplit.of(problem.model(), stages, chunks);
        }
        if (splits[stages] == null) {
            splits[stages] = new StageSplit[CACHED_CHUNKS];
        }
        if (splits[stages][chunks] == null) {
            splits[stages][chunks] = StageSplit.of(problem.model(), stages, chunks);
        }
        return splits[stages][chunks];
    }
}
