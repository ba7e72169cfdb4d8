package org.shardplan.serving.solver;

import java.util.OptionalDouble;
import org.shardplan.problem.Load;
import org.shardplan.problem.ServingProblem;
import org.shardplan.serving.estimate.Accuracy;
import org.shardplan.serving.estimate.ServiceTimes.Times;
import org.shardplan.serving.estimate.ServingScore;
import org.shardplan.serving.estimate.Upkeep;
import org.shardplan.serving.rule.ServiceLevel;
import org.shardplan.serving.space.Capability.Least;
import org.shardplan.serving.space.Capability;
import org.shardplan.serving.space.Part;
import org.shardplan.serving.space.Plan;
import org.shardplan.serving.space.ServingSpace;
import org.shardplan.serving.space.Shape;

/**
 * What no number of sequences can beat.
 *
 * <p>Requests served are at most those that come and those that all replicas work off within the service levels; a
 * request takes at least what it takes alone; money, power and GPUs follow from the replicas.
 */
final class PlanBound {

    /** Sums in another order differ by less. */
    private static final double TOLERANCE = 1e-9;
    /** Share of a waiting time by which each client moves it at most. */
    private static final double ROUGH = 1e-5;
    private static final double MILLI = 1000;
    private static final double TOKENS_PER_MILLION = 1e6;

    private final ServingSpace space;
    private final ServingProblem problem;
    private final Load load;
    private final double output;

    PlanBound(ServingSpace space) {
        this.space = space;
        this.problem = space.problem();
        this.load = problem.serving().load();
        this.output = problem.serving().lengths().output();
    }

    /**
     * What a plan breaks whatever runs on it.
     *
     * @param rule identifier of the rule
     * @param excess how far off it is at least, as {@link org.shardplan.rule.Violation#excess()} counts
     */
    record Broken(String rule, double excess) {

        private static final Broken NOTHING = new Broken("", 0);

        boolean isAny() {
            return excess > 0;
        }

        private Broken or(String otherRule, double needed, double available) {
            double other = needed / available - 1;
            return other > excess + TOLERANCE ? new Broken(otherRule, other) : this;
        }
    }

    /** What a plan is shown to break by most. */
    Broken broken(Plan plan) {
        Broken broken = brokenHoweverMany(plan);
        return overloaded(plan).excess() > broken.excess() ? overloaded(plan) : broken;
    }

    /** Whether more requests come than a plan works off. */
    Broken overloaded(Plan plan) {
        double most = load instanceof Load.OpenLoop ? mostWorkedOff(plan) : 0;
        return most > 0 ? Broken.NOTHING.or("keeps-up", ((Load.OpenLoop) load).requestsPerSecond(), most)
                : Broken.NOTHING;
    }

    /** What a plan is shown to break by most, and every other plan with replicas of the same shapes. */
    Broken brokenHoweverMany(Plan plan) {
        Times least = accuracy(plan).planned(new Times(leastTtftMs(plan), leastTpotMs(plan), leastMs(plan)),
                problem.serving().levels().confidencePercent());
        Broken broken = Broken.NOTHING;
        for (ServiceLevel level : ServiceLevel.values()) {
            OptionalDouble limit = level.limit(problem.serving().levels());
            if (limit.isPresent()) {
                broken = broken.or(level.rule(), level.milliseconds(least), limit.getAsDouble());
            }
        }
        return broken;
    }

    /** Of replicas of two shapes, that of the first: the layout is planned for no shorter times than theirs. */
    private Accuracy accuracy(Plan plan) {
        return Accuracy.of(problem, (plan instanceof Plan.Mixed ? new Plan.Equal(plan.main()) : plan).layout(1));
    }

    ServingScore score(Plan plan) {
        double rate = mostServed(plan);
        Upkeep upkeep = new Upkeep(problem, plan.layout(1));
        double loss = switch (problem.goal().objective()) {
            case COST_PER_MILLION_TOKENS -> perMillion(upkeep.usdPerHour(), rate);
            case ENERGY -> perMillion(upkeep.averagePowerKw(), rate);
            case COST -> upkeep.usdPerHour();
            case GPU_COUNT -> plan.gpus();
            case LATENCY -> leastUnderLoadMs(plan) * (1 - TOLERANCE);
            case THROUGHPUT -> -rate * output;
            case THROUGHPUT_PER_GPU -> -rate * output / plan.gpus();
        };
        return new ServingScore(loss,
                load instanceof Load.Offline ? -rate * output : leastUnderLoadMs(plan) * (1 - TOLERANCE));
    }

    private double perMillion(double perHour, double rate) {
        return perHour / 3600 / (rate * output) * TOKENS_PER_MILLION;
    }

    private double mostServed(Plan plan) {
        double most = mostWorkedOff(plan) * (1 + TOLERANCE);
        if (load instanceof Load.OpenLoop open) {
            return Math.min(open.requestsPerSecond(), most);
        }
        return load instanceof Load.ClosedLoop closed
                ? Math.min(closed.concurrency() * MILLI / leastMs(plan) * (1 + TOLERANCE), most) : most;
    }

    /** Requests per second that all replicas together work off at most. */
    private double mostWorkedOff(Plan plan) {
        if (plan instanceof Plan.Apart apart) {
            return Math.min(apart.prefill().count() * of(apart.prefill().shape()).promptsPerSecond(),
                    apart.main().count() * of(apart.main().shape()).answersPerSecond());
        }
        double most = 0;
        for (Part part : plan.parts()) {
            most += part.count() * of(part.shape()).requestsPerSecond();
        }
        return most;
    }

    private Capability of(Shape shape) {
        return space.capability(shape);
    }

    private double leastTtftMs(Plan plan) {
        return plan instanceof Plan.Apart apart ? least(apart.prefill()).ttftMs()
                : plan.parts().stream().mapToDouble(part -> least(part).ttftMs()).min().orElseThrow();
    }

    private double leastTpotMs(Plan plan) {
        return plan instanceof Plan.Apart apart ? least(apart.main()).tpotMs()
                : plan.parts().stream().mapToDouble(part -> least(part).tpotMs()).min().orElseThrow();
    }

    /**
     * Of c clients each waits c/X for an answer (Little 1961). Estimates find X by bisection, which near saturation
     * moves c/X by a few millionths for each client.
     */
    private double leastUnderLoadMs(Plan plan) {
        double alone = leastMs(plan);
        if (load instanceof Load.ClosedLoop closed) {
            int clients = closed.concurrency();
            double sure = 1 - ROUGH * clients;
            return Math.max(alone, MILLI * clients / mostServed(plan) * sure);
        }
        return alone;
    }

    private double leastMs(Plan plan) {
        return leastTtftMs(plan) + (output - 1) * leastTpotMs(plan);
    }

    private Least least(Part part) {
        return of(part.shape()).leastTimes();
    }
}
