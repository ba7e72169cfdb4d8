package org.shardplan.serving.estimate;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.shardplan.layout.ServedStage;
import org.shardplan.layout.ServingLayout.Pipeline;
import org.shardplan.problem.Engine.FirstToken;
import org.shardplan.problem.Engine.Overheads;
import org.shardplan.problem.ServiceLevels;
import org.shardplan.problem.ServingProblem;
import org.shardplan.serving.estimate.ServiceTimes.Times;
import org.shardplan.serving.estimate.ServingEstimate.Flow;
import org.shardplan.serving.time.RequestTimes;

/** What requests take in pipelines over several pools that differ in order, layers and sequences alone. */
public final class PipelineOutlook {

    private final ServingProblem problem;
    private final FirstToken overhead;
    private final double offlineShare;
    private final Accuracy accuracy;
    private final ServiceLevels levels;

    /**
     * Pipelines of such stages. The engine adds to first tokens and offline runs what it does on the pool where that is
     * most.
     *
     * @param outline one of them
     */
    public PipelineOutlook(ServingProblem problem, Pipeline outline) {
        this.problem = problem;
        List<Overheads> pools = outline.stages().stream().map(ServedStage::pool).distinct()
                .map(pool -> problem.engine().overheads(problem.pool(pool).gpu())).toList();
        this.overhead = new FirstToken(most(pools, each -> each.firstToken().seconds()),
                most(pools, each -> each.firstToken().steps()), most(pools, each -> each.firstToken().burst()));
        this.offlineShare = -most(pools, each -> -each.factors().offlineShare());
        this.accuracy = Accuracy.of(problem, outline);
        this.levels = problem.serving().levels();
    }

    private static double most(List<Overheads> pools, ToDoubleFunction<Overheads> cost) {
        return pools.stream().mapToDouble(cost).max().orElseThrow();
    }

    /** Seconds that the engine adds to a first token. */
    public double firstSeconds() {
        return overhead.seconds();
    }

    /** Share of its steady throughput that the engine reaches in offline runs. */
    public double offlineShare() {
        return offlineShare;
    }

    /** The numbers of a pipeline without a word on its stages; its whole batch fits. */
    public ServingEstimate of(Pipeline layout, RequestTimes requests) {
        Service service = service(requests, layout.batching().sequences());
        return new ServingEstimate(problem, layout, List.of(), service.times(), service.flow());
    }

    /** The same where all times and the flow are known. */
    public ServingEstimate of(Pipeline layout, Times times, Flow flow) {
        return new ServingEstimate(problem, layout, List.of(),
                new ServiceTimes(times, times).plannedWith(accuracy, levels.confidencePercent()), flow);
    }

    /** Under the load of the problem, so many sequences running at most. */
    Service service(RequestTimes requests, int most) {
        Aggregated engine = new Aggregated(problem.serving(), overhead, offlineShare, requests, most);
        Service service = engine.under(problem.serving().load(), 1);
        return new Service(service.times().plannedWith(accuracy, levels.confidencePercent()),
                new Flow(service.flow().requestsPerSecond(), engine.capacity()), service.occupancy());
    }
}
