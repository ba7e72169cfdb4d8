package org.shardplan.serving.solver;

import org.shardplan.problem.Load;
import org.shardplan.problem.ServiceLevels;
import org.shardplan.problem.ServingProblem;
import org.shardplan.serving.estimate.ServiceTimes.Times;
import org.shardplan.serving.rule.ServiceLevel;

/**
 * Requests a second that replicas must work off.
 *
 * @param rule the rule broken by layouts that do not
 * @param requestsPerSecond how many, 0 if any number is in order
 */
record Demand(String rule, double requestsPerSecond) {

    private static final Demand NONE = new Demand("", 0);
    private static final double MILLI = 1000;
    /** From here on an exponential wait's percentile is no less than its mean: -ln(1 - q) > 1. */
    private static final double ABOVE_MEAN = 64;

    /**
     * What comes, or what c clients need so that none waits longer than the service levels allow.
     *
     * <pre>  X = c / (TTFT + (O - 1)·TPOT)  ≥  c / most       most = min(end to end, TTFT + (O - 1)·TPOT)</pre>
     *
     * <p>Little 1961. Where the levels name a percentile, waits for sequences of replicas that work off prompts as well
     * are exponential.
     *
     * @param margins by how many times planned times are above predicted ones
     * @param sure share of a request's time that is certain
     */
    static Demand of(ServingProblem problem, boolean isApart, Times margins, double sure) {
        ServiceLevels levels = problem.serving().levels();
        if (problem.serving().load() instanceof Load.OpenLoop open) {
            return new Demand("keeps-up", open.requestsPerSecond());
        }
        boolean bounded = levels.isMean() || !isApart && levels.percentile() >= ABOVE_MEAN;
        return problem.serving().load() instanceof Load.ClosedLoop closed && bounded && sure > 0
                ? ofClients(levels, margins, MILLI * closed.concurrency() * sure,
                        problem.serving().lengths().output()) : NONE;
    }

    private static Demand ofClients(ServiceLevels levels, Times margins, double clients, double output) {
        double whole = levels.endToEndMs().orElse(Double.POSITIVE_INFINITY) / margins.endToEndMs();
        double further = output == 1 ? 0
                : (output - 1) * levels.tpotMs().orElse(Double.POSITIVE_INFINITY) / margins.tpotMs();
        double parts = levels.ttftMs().orElse(Double.POSITIVE_INFINITY) / margins.ttftMs() + further;
        return new Demand((whole < parts ? ServiceLevel.END_TO_END : ServiceLevel.TTFT).rule(),
                clients / Math.min(whole, parts));
    }
}
