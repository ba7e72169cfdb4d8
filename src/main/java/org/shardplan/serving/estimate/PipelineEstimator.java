package org.shardplan.serving.estimate;

import java.util.List;
import java.util.stream.IntStream;
import org.shardplan.layout.Replica;
import org.shardplan.layout.ServingLayout.Pipeline;
import org.shardplan.problem.ServingProblem;
import org.shardplan.serving.estimate.GroupEstimate.Occupancy;
import org.shardplan.serving.memory.ReplicaMemory;
import org.shardplan.serving.memory.ServingMemory;
import org.shardplan.serving.time.StageTimes;
import org.shardplan.serving.time.StepBreakdown;

/** Estimates pipelines over several pools that serve. For one thread. */
public final class PipelineEstimator {

    private final ServingProblem problem;
    private final ReplicaMemory memory;
    private final StageTimes times;

    public PipelineEstimator(ServingProblem problem) {
        this.problem = problem;
        this.memory = new ReplicaMemory(problem);
        this.times = new StageTimes(problem);
    }

    public ServingProblem problem() {
        return problem;
    }

    public StageTimes times() {
        return times;
    }

    /** Memory of a GPU of each stage. */
    public List<ServingMemory> memory(Pipeline layout) {
        int last = layout.stages().size() - 1;
        return IntStream.rangeClosed(0, last).mapToObj(index -> memory(layout.kind(layout.stages().get(index)),
                layout.stages().get(index).layers(), index == 0 || index == last)).toList();
    }

    /**
     * Memory of a GPU of one stage.
     *
     * @param kind the replica that the whole pipeline would be if it were made of such stages
     * @param layers layers of the stage
     * @param isEnd whether it is the first or the last one
     */
    public ServingMemory memory(Replica kind, int layers, boolean isEnd) {
        return memory.ofStage(kind, layers, isEnd);
    }

    /** Sequences that can run at a time: what the batch and the stage with the least room allow, at least 1. */
    public int mostSequences(Pipeline layout) {
        int room = memory(layout).stream().mapToInt(ServingMemory::sequences).min().orElse(0);
        return Math.max(1, Math.min(layout.batching().sequences(), room));
    }

    /** All numbers of a pipeline under the load of the problem. */
    public ServingEstimate estimate(Pipeline layout) {
        Service service = new PipelineOutlook(problem, layout).service(times.of(layout), mostSequences(layout));
        return new ServingEstimate(problem, layout, stages(layout, service.occupancy()), service.times(),
                service.flow());
    }

    private List<GroupEstimate> stages(Pipeline layout, Occupancy occupancy) {
        List<ServingMemory> rooms = memory(layout);
        List<StepBreakdown> steps = times.steps(layout, occupancy.sequences());
        List<StepBreakdown> prompts = times.prompts(layout);
        return IntStream.range(0, rooms.size()).mapToObj(index -> new GroupEstimate(layout.groups().get(index),
                rooms.get(index), steps.get(index), prompts.get(index), occupancy)).toList();
    }
}
