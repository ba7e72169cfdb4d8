package org.shardplan.problem;

/** How requests arrive at an endpoint. */
public sealed interface Load {

    /**
     * At random, whatever the endpoint does: a Poisson stream.
     *
     * @param requestsPerSecond mean rate
     */
    record OpenLoop(double requestsPerSecond) implements Load {
    }

    /**
     * So many clients, each of which sends its next request when it has its answer.
     *
     * @param concurrency requests under way at any time
     */
    record ClosedLoop(int concurrency) implements Load {
    }

    /**
     * As many as the layout takes: every replica always runs the sequences its batching allows. Times are those of a
     * closed loop of so many clients.
     */
    record Offline() implements Load {
    }
}
