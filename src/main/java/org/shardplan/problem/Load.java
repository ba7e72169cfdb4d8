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

    /** All at once, latency does not matter: as many sequences run as the engine holds. */
    record Offline() implements Load {
    }
}
