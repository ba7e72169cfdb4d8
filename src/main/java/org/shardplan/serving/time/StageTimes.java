package org.shardplan.serving.time;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.shardplan.layout.Replica;
import org.shardplan.layout.Replica.Batching;
import org.shardplan.layout.Replica.Split;
import org.shardplan.layout.ServedStage;
import org.shardplan.layout.ServingLayout.Pipeline;
import org.shardplan.problem.ServingProblem;
import org.shardplan.serving.time.LeastPassage.Group;
import org.shardplan.serving.time.StagePassage.Part;
import org.shardplan.units.Bandwidth;

/**
 * Seconds of pipelines over several pools, by the formulas of single pools; what stages have in common is computed
 * once. For one thread.
 */
public final class StageTimes {

    private final ServingProblem problem;
    private final Map<Neighbours, KindTime> kinds = new HashMap<>();
    private final Map<Replica, LeastLoad> loads = new HashMap<>();

    public StageTimes(ServingProblem problem) {
        this.problem = problem;
    }

    /** A kind of stage, and what the network to the next stage carries if that is on another pool. */
    private record Neighbours(Replica kind, Optional<Bandwidth> across) {
    }

    /** What requests take in this pipeline. */
    public RequestTimes of(Pipeline layout) {
        return new PipelineTime(passage(layout), problem.serving().lengths().output());
    }

    /** What requests take at least in any pipeline of such stages. */
    public RequestTimes least(List<AlikeStages> stages) {
        List<Group> groups = stages.stream()
                .map(some -> new Group(time(some.kind(), some.kind().pool()), some)).toList();
        return new PipelineTime(
                new LeastPassage(groups, problem.model().layers()), problem.serving().lengths().output());
    }

    /**
     * Requests per second that stages work off at most, however their layers are divided.
     *
     * <pre>  Σ stages/(least load · answer tokens)</pre>
     *
     * @param sequences that run at most
     */
    public double mostRequestsPerSecond(List<AlikeStages> stages, int sequences) {
        double all = stages.stream().mapToInt(AlikeStages::stages).sum();
        double perSecond = 0;
        for (AlikeStages some : stages) {
            perSecond += some.stages() / load(some.kind()).of(sequences / all);
        }
        return perSecond / problem.serving().lengths().output();
    }

    private LeastLoad load(Replica kind) {
        Split split = new Split(kind.split().tensor(), 1, 1, kind.split().expert());
        Replica alone = new Replica(kind.pool(), split, kind.formats(), kind.batching());
        return loads.computeIfAbsent(alone, some -> new LeastLoad(time(some, some.pool())));
    }

    /** What each stage takes of a step of so many answers. */
    public List<StepBreakdown> steps(Pipeline layout, double sequences) {
        return shares(layout, kind -> kind.step(sequences));
    }

    /** What each stage takes of a prompt that is worked off alone. */
    public List<StepBreakdown> prompts(Pipeline layout) {
        return shares(layout, KindTime::prompt);
    }

    private List<StepBreakdown> shares(Pipeline layout, Function<KindTime, StepBreakdown> work) {
        List<Part> parts = passage(layout).parts();
        return IntStream.range(0, parts.size())
                .mapToObj(index -> parts.get(index).of(work, index == parts.size() - 1)).toList();
    }

    private StagePassage passage(Pipeline layout) {
        int stages = layout.stages().size();
        return new StagePassage(IntStream.range(0, stages)
                .mapToObj(index -> part(layout, layout.stages().get(index), layout.stages().get((index + 1) % stages)))
                .toList());
    }

    private Part part(Pipeline layout, ServedStage stage, ServedStage next) {
        return new Part(time(layout.kind(stage), next.pool()), time(layout.kind(next), stage.pool()),
                (double) stage.layers() / problem.model().layers());
    }

    /** Pipelines of one kind, each stage of which is followed by one on this pool; how many run does not matter. */
    private KindTime time(Replica kind, int neighbour) {
        Replica any = kind.with(new Batching(1, kind.batching().chunkTokens()));
        return kinds.computeIfAbsent(new Neighbours(any, across(kind.pool(), neighbour)),
                key -> new KindTime(new ReplicaTime(problem, key.kind(), key.across())));
    }

    /** Between two pools the slower network card sets the pace, or the network where it carries less. */
    private Optional<Bandwidth> across(int pool, int neighbour) {
        return pool == neighbour ? Optional.empty()
                : Optional.of(problem.cluster().link(pool, neighbour)
                        .orElse(problem.pool(pool).network().perGpu()));
    }
}
