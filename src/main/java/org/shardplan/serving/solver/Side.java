package org.shardplan.serving.solver;

import org.shardplan.layout.ReplicaGroup;
import org.shardplan.layout.ServingLayout;
import org.shardplan.problem.ServingProblem;
import org.shardplan.serving.estimate.Accuracy;
import org.shardplan.serving.estimate.ServiceTimes.Times;
import org.shardplan.serving.space.Capability;
import org.shardplan.serving.space.Capability.Fewest;
import org.shardplan.serving.space.Capability.Least;
import org.shardplan.serving.space.Shape;

/**
 * What a replica of some shapes is at best, all of them with as many GPUs of the same pool.
 *
 * @param pool index of the pool
 * @param gpus GPUs of a replica
 * @param upkeep what the objective counts of a replica: US dollars or kWh an hour, or GPUs
 * @param can what it can do
 * @param together by how many times planned times are above predicted ones where replicas share all requests
 * @param apart the same where prompts have replicas of their own
 */
record Side(int pool, int gpus, double upkeep, Capability can, Times together, Times apart) {

    /** No replica at all. */
    static final Side NONE = new Side(-1, 0, 0, new Capability(0, 0, 0, 0,
            new Fewest(0, 0), new Least(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY)), times(1), times(1));

    private static Times times(double factor) {
        return new Times(factor, factor, factor);
    }

    static Side of(ServingProblem problem, Shape shape, double upkeep, Capability capability) {
        ReplicaGroup one = new ReplicaGroup(shape.replica(1), 1);
        return new Side(shape.pool(), shape.gpus(), upkeep, capability,
                margins(problem, new ServingLayout.Aggregated(one.replica(), 1)),
                margins(problem, new ServingLayout.Disaggregated(one, one)));
    }

    private static Times margins(ServingProblem problem, ServingLayout layout) {
        return Accuracy.of(problem, layout).planned(times(1), problem.serving().levels().confidencePercent());
    }

    /** The better of both in everything. */
    Side or(Side other) {
        return new Side(pool, gpus, upkeep, best(can, other.can), least(together, other.together),
                least(apart, other.apart));
    }

    /** What it is while as few sequences run as may. */
    Side withFewest() {
        return new Side(pool, gpus, upkeep, new Capability(can.sequences(), can.fewest().requestsPerSecond(),
                can.fewest().answersPerSecond(), can.promptsPerSecond(), can.fewest(), can.leastTimes()),
                together, apart);
    }

    private static Capability best(Capability one, Capability two) {
        return new Capability(Math.max(one.sequences(), two.sequences()),
                Math.max(one.requestsPerSecond(), two.requestsPerSecond()),
                Math.max(one.answersPerSecond(), two.answersPerSecond()),
                Math.max(one.promptsPerSecond(), two.promptsPerSecond()),
                new Fewest(Math.max(one.fewest().requestsPerSecond(), two.fewest().requestsPerSecond()),
                        Math.max(one.fewest().answersPerSecond(), two.fewest().answersPerSecond())),
                new Least(Math.min(one.leastTimes().ttftMs(), two.leastTimes().ttftMs()),
                        Math.min(one.leastTimes().tpotMs(), two.leastTimes().tpotMs())));
    }

    private static Times least(Times one, Times two) {
        return new Times(Math.min(one.ttftMs(), two.ttftMs()), Math.min(one.tpotMs(), two.tpotMs()),
                Math.min(one.endToEndMs(), two.endToEndMs()));
    }
}
