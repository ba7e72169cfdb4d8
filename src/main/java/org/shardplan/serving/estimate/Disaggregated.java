package org.shardplan.serving.estimate;

import org.shardplan.layout.ReplicaGroup;
import org.shardplan.problem.Engine.FirstToken;
import org.shardplan.problem.Load;
import org.shardplan.problem.Serving;
import org.shardplan.problem.ServingProblem;
import org.shardplan.serving.estimate.GroupEstimate.Occupancy;
import org.shardplan.serving.estimate.ServiceTimes.Times;
import org.shardplan.serving.estimate.ServingEstimate.Flow;
import org.shardplan.serving.time.ReplicaTime;
import org.shardplan.serving.time.WaitingLine;

/**
 * Replicas for prompts beside replicas for answers.
 *
 * <p>Assumes that a first token is there when its keys and values have moved, that moving them slows no step down, and
 * that answers are spread evenly; no published run tests this.
 */
final class Disaggregated {

    private static final double MILLI = 1000;

    private final Serving serving;
    private final FirstToken overhead;
    private final Lateness lateness;
    private final Side prefill;
    private final Side decode;
    private final double moveSeconds;

    /**
     * Replicas of one kind.
     *
     * @param group the replicas
     * @param time of one of them
     * @param most sequences that can run on one at a time
     */
    record Side(ReplicaGroup group, ReplicaTime time, double most) {
    }

    Disaggregated(ServingProblem problem, FirstToken overhead, Side prefill, Side decode, double moveSeconds) {
        this.serving = problem.serving();
        this.overhead = overhead;
        this.lateness = new Lateness(serving.levels());
        this.prefill = prefill;
        this.decode = decode;
        this.moveSeconds = moveSeconds;
    }

    /** Requests per second that the prompts' GPUs work off: replicas / packed prompt. */
    double prefillCapacity() {
        return prefill.group().count() / prefill.time().packedPromptSeconds();
    }

    /** Requests per second that the answers' GPUs work off: replicas · b/(O·T(b)). */
    double decodeCapacity() {
        return decodeRate(decode.most());
    }

    private double decodeRate(double running) {
        return decode.group().count() * running / (serving.lengths().output() * decode.time().answerSeconds(running));
    }

    double capacity() {
        return Math.min(prefillCapacity(), decodeCapacity());
    }

    double busyPrefill(double rate) {
        return rate / prefillCapacity();
    }

    /** The whole load. */
    Service under(Load load) {
        if (load instanceof Load.OpenLoop open) {
            return at(open.requestsPerSecond());
        }
        return load instanceof Load.ClosedLoop closed ? closed(closed.concurrency()) : at(capacity());
    }

    /** The rate at which so many requests are under way (Little 1961). */
    private Service closed(int concurrency) {
        return at(Bisection.largest(0, capacity() * (1 - 1e-6), rate -> underWay(rate) <= concurrency));
    }

    private double underWay(double rate) {
        Times mean = at(rate).times().mean();
        return rate * mean.endToEndMs() / MILLI;
    }

    private Service at(double rate) {
        double capacity = capacity();
        double running = sequencesAt(Math.min(rate, capacity));
        double token = decode.time().answerSeconds(running);
        WaitingLine slots = new WaitingLine((int) decode.most() * decode.group().count(), rate,
                serving.lengths().output() * token, serving.lengths().variation());
        double prompt = prefill.time().prompt().totalSeconds();
        WaitingLine prompts = new WaitingLine(1, rate, 1 / prefillCapacity(), serving.lengths().variation());
        double alone = overhead.seconds() + prompt + moveSeconds;
        double percentile = serving.levels().percentile();
        Times mean = times(alone + prompts.meanWait() + slots.meanWait(), token);
        Times late = serving.levels().isMean() ? mean
                : times(alone + prompts.wait(percentile) + slots.wait(percentile),
                        decode.time().answerSeconds(lateness.crowd(running, decode.most())));
        return new Service(new ServiceTimes(mean, late), new Flow(Math.min(rate, capacity), capacity),
                new Occupancy(running, rate / decodeCapacity()));
    }

    /** Sequences that run on one of the answers' replicas at this rate. */
    private double sequencesAt(double rate) {
        double least = decodeRate(1);
        return rate <= least ? rate / least
                : Bisection.largest(1, decode.most(), running -> decodeRate(running) <= rate);
    }

    private Times times(double first, double token) {
        return new Times(MILLI * first, MILLI * token,
                MILLI * (first + (serving.lengths().output() - 1) * token));
    }
}
