package org.shardplan.serving.estimate;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.shardplan.layout.Replica;
import org.shardplan.layout.ReplicaGroup;
import org.shardplan.layout.ServingLayout;
import org.shardplan.problem.Engine.Overheads;
import org.shardplan.problem.Pool;
import org.shardplan.problem.ServingProblem;
import org.shardplan.serving.estimate.Disaggregated.Side;
import org.shardplan.serving.estimate.GroupEstimate.Occupancy;
import org.shardplan.serving.estimate.ServiceTimes.Times;
import org.shardplan.serving.estimate.ServingEstimate.Flow;
import org.shardplan.serving.memory.ReplicaMemory;
import org.shardplan.serving.memory.ServingMemory;
import org.shardplan.serving.time.ReplicaTime;
import org.shardplan.serving.time.Transfers;

/** Estimates serving layouts of one problem. */
public final class ServingEstimator {

    private static final double MILLI = 1000;

    private final ServingProblem problem;
    private final ReplicaMemory memory;

    public ServingEstimator(ServingProblem problem) {
        this.problem = problem;
        this.memory = new ReplicaMemory(problem);
    }

    public ServingProblem problem() {
        return problem;
    }

    public ServingMemory memory(Replica replica) {
        return memory.of(replica);
    }

    public ReplicaTime time(Replica replica) {
        return new ReplicaTime(problem, replica);
    }

    /** Sequences that can run on a replica at a time: what its batch and its room allow, at least 1. */
    public int mostSequences(Replica replica) {
        long room = (long) memory.of(replica).sequences() * replica.split().attentionData();
        return (int) Math.max(1, Math.min(replica.batching().sequences(), room));
    }

    /**
     * Most sequences that can run on a replica with no more than this from one token to the next; 0 if a single one
     * takes longer.
     *
     * @param besidePrompts whether the replica works off prompts as well
     */
    public int mostSequences(Replica replica, double tpotMs, boolean besidePrompts) {
        ReplicaTime time = time(replica);
        double seconds = tpotMs / MILLI;
        return Bisection.largest(mostSequences(replica), running ->
                (besidePrompts ? time.tokenSeconds(running) : time.answerSeconds(running)) <= seconds);
    }

    /** All numbers of a layout under the load of the problem. */
    public ServingEstimate estimate(ServingLayout layout) {
        if (layout instanceof ServingLayout.Aggregated aggregated) {
            return aggregated(aggregated);
        }
        return layout instanceof ServingLayout.Pipeline pipeline ? new PipelineEstimator(problem).estimate(pipeline)
                : disaggregated((ServingLayout.Disaggregated) layout);
    }

    /** Memory of a GPU of each group of a layout. */
    public List<ServingMemory> memory(ServingLayout layout) {
        return layout instanceof ServingLayout.Pipeline pipeline ? new PipelineEstimator(problem).memory(pipeline)
                : layout.groups().stream().map(group -> memory(group.replica())).toList();
    }

    /** Requests are shared out in proportion to what each replica can take. */
    private ServingEstimate aggregated(ServingLayout.Aggregated layout) {
        List<Aggregated> kinds = layout.groups().stream().map(group -> kind(group.replica())).toList();
        double capacity = 0;
        for (int index = 0; index < kinds.size(); index++) {
            capacity += layout.groups().get(index).count() * kinds.get(index).capacity();
        }
        List<GroupEstimate> groups = new ArrayList<>();
        List<Service> services = new ArrayList<>();
        for (int index = 0; index < kinds.size(); index++) {
            Service service = kinds.get(index).under(
                    problem.serving().load(), kinds.get(index).capacity() / capacity);
            services.add(planned(service, new ServingLayout.Aggregated(List.of(layout.groups().get(index)))));
            groups.add(group(layout.groups().get(index), service.occupancy()));
        }
        return new ServingEstimate(problem, layout, groups, Together.times(layout.groups(), services),
                new Flow(Together.rate(layout.groups(), services), capacity));
    }

    private Service planned(Service service, ServingLayout layout) {
        return new Service(service.times().plannedWith(Accuracy.of(problem, layout),
                problem.serving().levels().confidencePercent()), service.flow(), service.occupancy());
    }

    private Aggregated kind(Replica replica) {
        Overheads overheads = overheads(replica);
        return new Aggregated(problem.serving(), overheads.firstToken(), overheads.factors().offlineShare(),
                time(replica), mostSequences(replica));
    }

    private ServingEstimate disaggregated(ServingLayout.Disaggregated layout) {
        Disaggregated both = new Disaggregated(problem, overheads(layout.prefill().replica()).firstToken(),
                side(layout.prefill()), side(layout.decode()), moveSeconds(layout));
        Service service = planned(both.under(problem.serving().load()), layout);
        Occupancy prefill = new Occupancy(1, both.busyPrefill(service.flow().requestsPerSecond()));
        return new ServingEstimate(problem, layout,
                List.of(group(layout.prefill(), prefill), group(layout.decode(), service.occupancy())),
                service.times(), service.flow());
    }

    private Side side(ReplicaGroup group) {
        return new Side(group, time(group.replica()), mostSequences(group.replica()));
    }

    /** Keys and values of one prompt move over the network cards of the smaller of the two replicas. */
    private double moveSeconds(ServingLayout.Disaggregated layout) {
        int cards = Math.min(layout.prefill().replica().gpus(), layout.decode().replica().gpus());
        double bytes = memory.moved(layout.decode().replica()).value();
        return Stream.of(layout.prefill(), layout.decode()).map(group -> problem.pool(group.replica().pool()))
                .mapToDouble(pool -> transfers(pool).move(bytes, cards)).max().orElseThrow();
    }

    private Transfers transfers(Pool pool) {
        return new Transfers(pool, problem.engine().kernels(pool.gpu()).collectives());
    }

    private GroupEstimate group(ReplicaGroup group, Occupancy occupancy) {
        ReplicaTime time = time(group.replica());
        return new GroupEstimate(
                group, memory(group.replica()), time.step(occupancy.sequences()), time.prompt(), occupancy);
    }

    /** What the engine adds on the GPUs of a replica. */
    public Overheads overheads(Replica replica) {
        return problem.engine().overheads(problem.pool(replica.pool()).gpu());
    }

    /** Several kinds of replicas as one endpoint. */
    private static final class Together {

        static double rate(List<ReplicaGroup> groups, List<Service> services) {
            double rate = 0;
            for (int index = 0; index < groups.size(); index++) {
                rate += rate(groups.get(index), services.get(index));
            }
            return rate;
        }

        private static double rate(ReplicaGroup group, Service service) {
            return group.count() * service.flow().requestsPerSecond();
        }

        /** The mean over all requests, and the latest of any kind. */
        static ServiceTimes times(List<ReplicaGroup> groups, List<Service> services) {
            double all = rate(groups, services);
            Times mean = new Times(0, 0, 0);
            Times late = new Times(0, 0, 0);
            Times planned = new Times(0, 0, 0);
            for (int index = 0; index < groups.size(); index++) {
                ServiceTimes times = services.get(index).times();
                mean = mean.plus(times.mean(), rate(groups.get(index), services.get(index)) / all);
                late = late.or(times.late());
                planned = planned.or(times.planned());
            }
            return new ServiceTimes(mean, late, planned);
        }
    }
}
