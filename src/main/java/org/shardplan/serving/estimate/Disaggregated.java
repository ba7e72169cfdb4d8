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
    private final Lateness lateness;
    private final Side prefill;
    private final Side decode;
    private final double aloneSeconds;
    private final double prefillCapacity;
    private final double decodeCapacity;

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
        this.lateness = new Lateness(serving.levels());
        this.prefill = prefill;
        this.decode = decode;
        this.aloneSeconds = overhead.seconds() + prefill.time().prompt().totalSeconds() + moveSeconds;
        this.prefillCapacity = prefill.group().count() / prefill.time().packedPromptSeconds();
        this.decodeCapacity = decodeRate(decode.most());
    }

    /** Requests per second that the prompts' GPUs work off: replicas / packed prompt. */
    double prefillCapacity() {
        return prefillCapacity;
    }

    /** Requests per second that the answers' GPUs work off: replicas · b/(O·T(b)). */
    double decodeCapacity() {
        return decodeCapacity;
    }

    private double decodeRate(double running) {
        return decode.group().count() * decode.time().answersPerSecond(running);
    }

    double capacity() {
        return Math.min(prefillCapacity, decodeCapacity);
    }

    double busyPrefill(double rate) {
        return rate / prefillCapacity;
    }

    /** The whole load. */
    Service under(Load load) {
        if (load instanceof Load.OpenLoop open) {
            return at(open.requestsPerSecond(), sequencesAt(open.requestsPerSecond()), true);
        }
        return load instanceof Load.ClosedLoop closed ? closed(closed.concurrency(), true) : closed(full(), false);
    }

    /** A sequence for every place of the answers' replicas, so that none ever waits for one. */
    private int full() {
        return (int) decode.most() * decode.group().count();
    }

    /** The rate at which so many requests are under way (Little 1961). */
    private Service closed(int concurrency, boolean waitForPlaces) {
        double running = Bisection.largest(0, decode.most(), some -> rateOf(some) < capacity()
                && underWay(at(rateOf(some), some, waitForPlaces)) <= concurrency);
        return at(rateOf(running), running, waitForPlaces);
    }

    private static double underWay(Service service) {
        return service.flow().requestsPerSecond() * service.times().mean().endToEndMs() / MILLI;
    }

    /**
     * This many requests per second, with which so many sequences run on each of the answers' replicas.
     *
     * @param waitForPlaces whether requests may come while no place of the answers' replicas is free
     */
    private Service at(double rate, double running, boolean waitForPlaces) {
        double capacity = capacity();
        double token = decode.time().answerSeconds(running);
        double variation = serving.lengths().variation();
        WaitingLine places = waitForPlaces
                ? new WaitingLine(full(), rate, serving.lengths().output() * token, variation)
                : new WaitingLine(1, 0, 0, 0);
        WaitingLine prompts = new WaitingLine(1, rate, 1 / prefillCapacity, variation);
        double percentile = serving.levels().percentile();
        Times mean = times(aloneSeconds + prompts.meanWait() + places.meanWait(), token);
        Times late = serving.levels().isMean() ? mean
                : times(aloneSeconds + prompts.waitOf(percentile) + places.waitOf(percentile),
                        decode.time().answerSeconds(lateness.crowd(running, decode.most())));
        return new Service(new ServiceTimes(mean, late), new Flow(Math.min(rate, capacity), capacity),
                new Occupancy(running, rate / decodeCapacity));
    }

    /** Sequences that run on one of the answers' replicas at this rate; rateOf is the inverse. */
    private double sequencesAt(double rate) {
        double least = decodeRate(1);
        return rate <= least ? rate / least
                : Bisection.largest(1, decode.most(), running -> decodeRate(running) <= rate);
    }

    private double rateOf(double running) {
        return running <= 1 ? running * decodeRate(1) : decodeRate(running);
    }

    private Times times(double first, double token) {
        return Times.of(MILLI * first, MILLI * token, serving.lengths().output());
    }
}
