package org.shardplan.serving.time;

/**
 * Waiting in front of equal servers.
 *
 * <p>Legend: c servers, λ arrivals per second, S mean service, a = λ·S offered load, ρ = a/c.
 */
public final class WaitingLine {

    /** Nobody waits that rarely. */
    private static final double NEVER = 1e-18;

    private final double servers;
    private final double offered;
    private final double serviceSeconds;
    private final double variation;

    /**
     * Poisson arrivals.
     *
     * @param servers servers, at least 1
     * @param arrivals per second
     * @param serviceSeconds mean service
     * @param variation standard deviation of the service over its mean
     */
    public WaitingLine(int servers, double arrivals, double serviceSeconds, double variation) {
        this.servers = servers;
        this.offered = arrivals * serviceSeconds;
        this.serviceSeconds = serviceSeconds;
        this.variation = variation;
    }

    /** Share of capacity in use; 1 or more if the queue grows without end. */
    public double utilization() {
        return offered / servers;
    }

    /**
     * Probability that an arrival waits (Erlang C).
     *
     * <pre>  B/(1 - ρ·(1 - B))      B(0) = 1, B(n) = a·B(n-1)/(n + a·B(n-1))</pre>
     *
     * <p>Source: Erlang 1917; the recursion of B is exact and stable. B only falls, so the rest is left out when it is
     * nothing.
     */
    public double waitProbability() {
        if (utilization() >= 1) {
            return 1;
        }
        double blocked = 1;
        for (int server = 1; server <= servers && blocked > NEVER; server++) {
            blocked = offered * blocked / (server + offered * blocked);
        }
        return blocked / (1 - utilization() * (1 - blocked));
    }

    /**
     * Mean wait: C·S/(c - a)·(1 + cv²)/2, infinite if saturated.
     *
     * <p>Source: Allen-Cunneen; exact for M/M/c and, with c = 1, for M/G/1 (Pollaczek-Khinchine).
     */
    public double meanWait() {
        return utilization() >= 1 ? Double.POSITIVE_INFINITY
                : waitProbability() * serviceSeconds / (servers - offered) * (1 + variation * variation) / 2;
    }

    /**
     * Wait that so many percent of arrivals stay below.
     *
     * <p>Assumes that the wait of those who wait is exponential, as it is for M/M/c: W/C·ln(C/(1 - share)).
     */
    public double waitOf(double percentile) {
        double probability = waitProbability();
        double late = 1 - percentile / 100;
        return probability <= late ? 0 : meanWait() / probability * Math.log(probability / late);
    }
}
