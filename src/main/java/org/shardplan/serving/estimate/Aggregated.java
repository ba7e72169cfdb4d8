package org.shardplan.serving.estimate;

import org.shardplan.problem.Engine.FirstToken;
import org.shardplan.problem.Load;
import org.shardplan.problem.Serving;
import org.shardplan.serving.estimate.GroupEstimate.Occupancy;
import org.shardplan.serving.estimate.ServiceTimes.Times;
import org.shardplan.serving.estimate.ServingEstimate.Flow;
import org.shardplan.serving.time.RequestTimes;
import org.shardplan.serving.time.WaitingLine;

/**
 * One replica that works off prompts and answers.
 *
 * <p>Legend: I, O prompt and answer tokens, b sequences that run, T(b) seconds of a step.
 */
final class Aggregated {

    private static final double MILLI = 1000;

    private final Serving serving;
    private final FirstToken overhead;
    private final double offlineShare;
    private final Lateness lateness;
    private final RequestTimes time;
    private final double most;

    /**
     * A replica.
     *
     * @param overhead what the engine adds to first tokens
     * @param offlineShare share of its steady throughput that the engine reaches in offline runs
     * @param time seconds of its steps and prompts
     * @param most sequences that can run at a time
     */
    Aggregated(Serving serving, FirstToken overhead, double offlineShare, RequestTimes time, double most) {
        this.serving = serving;
        this.overhead = overhead;
        this.offlineShare = offlineShare;
        this.lateness = new Lateness(serving.levels());
        this.time = time;
        this.most = most;
    }

    /** Requests per second at which it saturates. */
    double capacity() {
        return time.requestsPerSecond(most);
    }

    /** This share of the load. */
    Service under(Load load, double share) {
        if (load instanceof Load.OpenLoop open) {
            return open(open.requestsPerSecond() * share);
        }
        return load instanceof Load.ClosedLoop closed ? closed(closed.concurrency() * share) : offline();
    }

    /** Everything that can run runs, from the first request to the last: times as in a closed loop of so many. */
    private Service offline() {
        double rate = capacity() * offlineShare;
        return new Service(closed(most).times(), new Flow(rate, rate), new Occupancy(most, 1));
    }

    /**
     * So many requests under way at any time.
     *
     * <pre>  b = min(c, room)      wait = (c - b)/X(b)      X = c/(TTFT + (O - 1)·TPOT), at most X(b)
     *  TTFT = front end + prompt + steps·T(b) + burst·(b - 1)·added prompt + TPOT - T(b) + wait</pre>
     *
     * <p>X(b) requests per second that b running sequences get done. A first token, too, waits for its share of the
     * prompts of others: for all of them if it is the only one.
     * <p>Source: Little 1961; steps and burst from published runs, which start all clients at once.
     */
    private Service closed(double concurrency) {
        double running = Math.min(concurrency, most);
        double token = time.tokenSeconds(running);
        double rate = time.requestsPerSecond(running);
        double alone = overhead.seconds() + time.promptSeconds();
        double soonest = concurrency / rate - (serving.lengths().output() - 1) * token;
        double waits = Math.max(beside(running, token) + (concurrency - running) / rate, soonest - alone);
        Times mean = times(alone + waits, token);
        Times late = times(alone + lateness.of(waits), token);
        Flow flow = new Flow(MILLI * concurrency / mean.endToEndMs(), capacity());
        return new Service(new ServiceTimes(mean, late), flow, new Occupancy(running, concurrency / most));
    }

    /** What a first token waits for because others run. */
    private double beside(double running, double token) {
        if (running <= 1) {
            return 0;
        }
        double answers = time.answerSeconds(running);
        return overhead.steps() * answers + overhead.burst() * (running - 1) * time.addedPromptSeconds(running)
                + token - answers;
    }

    /**
     * Requests that arrive at random.
     *
     * <pre>  b: X(b) = λ
     *  TTFT = front end + prompt + steps·T(b) + wait for a free sequence + wait for the prompts ahead</pre>
     *
     * <p>Free sequences are an M/G/c line of all sequences that can run, prompts an M/G/1 line.
     */
    private Service open(double rate) {
        double capacity = capacity();
        double running = rate >= capacity ? most : sequencesAt(rate);
        double token = time.tokenSeconds(running);
        WaitingLine slots = new WaitingLine((int) most, rate, serving.lengths().output() * token, variation());
        WaitingLine prompts = new WaitingLine(1, rate, time.addedPromptSeconds(running), variation());
        double alone = overhead.seconds() + time.promptSeconds()
                + overhead.steps() * Math.min(1, running) * time.answerSeconds(running);
        Times mean = times(alone + slots.meanWait() + prompts.meanWait(), token);
        double percentile = serving.levels().percentile();
        Times late = serving.levels().isMean() ? mean
                : times(alone + slots.waitOf(percentile) + prompts.waitOf(percentile),
                        time.tokenSeconds(lateness.crowd(running, most)));
        return new Service(new ServiceTimes(mean, late), new Flow(Math.min(rate, capacity), capacity),
                new Occupancy(running, rate / capacity));
    }

    private double variation() {
        return serving.lengths().variation();
    }

    /** Sequences that run on average at this rate; the rate grows with the sequences. */
    private double sequencesAt(double rate) {
        double least = time.requestsPerSecond(1);
        return rate <= least ? rate / least
                : Bisection.largest(1, most, running -> time.requestsPerSecond(running) <= rate);
    }

    private Times times(double first, double token) {
        return Times.of(MILLI * first, MILLI * token, serving.lengths().output());
    }
}
