package org.shardplan.serving.estimate;

import java.util.List;
import org.shardplan.layout.ServingLayout;
import org.shardplan.problem.Pool;
import org.shardplan.problem.ServingObjective;
import org.shardplan.problem.ServingProblem;

/**
 * All numbers of one serving layout at the load the problem asks for.
 *
 * @param problem the question
 * @param layout the layout
 * @param groups its groups of replicas, in the order of the layout
 * @param times what requests take
 * @param flow requests served
 */
public record ServingEstimate(
        ServingProblem problem, ServingLayout layout, List<GroupEstimate> groups, ServiceTimes times, Flow flow) {

    private static final double TOKENS_PER_MILLION = 1e6;
    private static final double SECONDS_PER_HOUR = 3600;

    public ServingEstimate {
        groups = List.copyOf(groups);
    }

    /**
     * Requests served.
     *
     * @param requestsPerSecond at the load asked for, at most the capacity
     * @param capacity requests per second at which the endpoint saturates
     */
    public record Flow(double requestsPerSecond, double capacity) {
    }

    public int gpus() {
        return layout.gpus();
    }

    /** How far off these numbers may be, and what about the layout no measured run shows. */
    public Accuracy accuracy() {
        return Accuracy.of(problem, layout);
    }

    /** Output tokens per second over all GPUs. */
    public double tokensPerSecond() {
        return flow.requestsPerSecond() * problem.serving().lengths().output();
    }

    public double tokensPerSecondPerGpu() {
        return tokensPerSecond() / gpus();
    }

    /** US dollars for an hour of all GPUs; not a number without a price. */
    public double usdPerHour() {
        return new Upkeep(problem, layout).usdPerHour();
    }

    public double usdPerMillionTokens() {
        return usdPerHour() / SECONDS_PER_HOUR / tokensPerSecond() * TOKENS_PER_MILLION;
    }

    /** Power the servers are rated for, in kW: GPUs · TDP · server factor. */
    public double ratedPowerKw() {
        return new Upkeep(problem, layout).ratedPowerKw();
    }

    public double kwhPerMillionTokens() {
        return new Upkeep(problem, layout).averagePowerKw() / SECONDS_PER_HOUR / tokensPerSecond() * TOKENS_PER_MILLION;
    }

    /** What the objective counts, in its unit. */
    public double value(ServingObjective objective) {
        return switch (objective) {
            case COST_PER_MILLION_TOKENS -> usdPerMillionTokens();
            case COST -> usdPerHour();
            case LATENCY -> times.mean().endToEndMs();
            case THROUGHPUT -> tokensPerSecond();
            case THROUGHPUT_PER_GPU -> tokensPerSecondPerGpu();
            case GPU_COUNT -> gpus();
            case ENERGY -> kwhPerMillionTokens();
        };
    }

    /** The group that works off answers; of several, the first. */
    public GroupEstimate answers() {
        return groups.get(layout instanceof ServingLayout.Disaggregated ? 1 : 0);
    }

    /** The group that works off prompts; of several, the first. */
    public GroupEstimate prompts() {
        return groups.get(0);
    }

    public Pool pool(GroupEstimate group) {
        return problem.pool(group.group().replica().pool());
    }
}
