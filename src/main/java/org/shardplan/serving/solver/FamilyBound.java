package org.shardplan.serving.solver;

import java.util.Optional;
import java.util.OptionalDouble;
import org.shardplan.problem.Load;
import org.shardplan.problem.ServingProblem;
import org.shardplan.serving.estimate.ServiceTimes.Times;
import org.shardplan.serving.estimate.ServingScore;
import org.shardplan.serving.rule.ServiceLevel;

/**
 * What no layout of some families can beat, whatever numbers of replicas and sequences it has.
 *
 * <p>Requests served are at most those that come and those that all replicas work off within the service levels; a
 * request takes at least what it takes alone; money, power and GPUs follow from the replicas. Numbers of replicas that
 * are best for the families as a whole follow from rates alone, so no plan is listed.
 */
final class FamilyBound {

    /** Sums in another order differ by less. */
    private static final double TOLERANCE = 1e-9;
    /** Share of a waiting time by which each client moves it at most. */
    private static final double ROUGH = 1e-5;
    private static final double MILLI = 1000;
    private static final double TOKENS_PER_MILLION = 1e6;

    private final ServingProblem problem;
    private final Sides sides;
    private final Load load;
    private final double output;
    private final Demand demand;

    FamilyBound(Sides sides) {
        this.problem = sides.problem();
        this.sides = sides;
        this.load = problem.serving().load();
        this.output = problem.serving().lengths().output();
        this.demand = Demand.of(problem, sides.isApart(), margins(), sure());
    }

    private Times margins() {
        return sides.isApart() ? sides.main().apart() : sides.main().together();
    }

    /** Whether one replica of each shape finds its GPUs. */
    boolean fits() {
        return sides.fit();
    }

    /** The rule that all layouts break, if there is one. */
    Optional<String> broken() {
        Broken level = level();
        return level.isAny() ? Optional.of(level.rule()) : keepsUp() ? Optional.empty() : Optional.of(demand.rule());
    }

    /** The service level that all layouts break by most. */
    private Broken level() {
        Broken broken = Broken.NOTHING;
        for (ServiceLevel level : ServiceLevel.values()) {
            broken = broken.or(level(level));
        }
        return broken;
    }

    private Broken level(ServiceLevel level) {
        OptionalDouble limit = level.limit(problem.serving().levels());
        Times least = new Times(sides.leastTtftMs() * margins().ttftMs(), sides.leastTpotMs() * margins().tpotMs(),
                aloneMs() * margins().endToEndMs());
        return limit.isEmpty() ? Broken.NOTHING
                : Broken.NOTHING.or(level.rule(), level.milliseconds(least), limit.getAsDouble());
    }

    /** Whether there are the GPUs for replicas that keep up. */
    private boolean keepsUp() {
        return !overload(sides.mostWorkedOff()).isAny() && sides.workOff(demand.requestsPerSecond());
    }

    /** Whether more requests have to be worked off than so many replicas do. */
    Broken overload(int mains, int others) {
        return overload(sides.workedOff(mains, others));
    }

    private Broken overload(double workedOff) {
        return workedOff > 0 ? Broken.NOTHING.or(demand.rule(), demand.requestsPerSecond(), workedOff)
                : Broken.NOTHING;
    }

    /** How far off all layouts are at least: the excess of all they break together. */
    double excess() {
        return excess(atBest().mostWorkedOff());
    }

    /** How far off so many replicas are at least. */
    double excess(int mains, int others) {
        return excess(atBest().workedOff(mains, others));
    }

    /** Replicas that are too slow for a single sequence are tried with as few as may run. */
    private Sides atBest() {
        boolean isSlow = sides.isApart() || sides.isAlone();
        return isSlow && level(ServiceLevel.TPOT).isAny() ? sides.withFewest() : sides;
    }

    /**
     * Where the queue grows without end, times without end are no excess of their own; such layouts count as far off as
     * a request that is alone.
     */
    private double excess(double workedOff) {
        double overload = overload(workedOff).excess();
        double tpot = level(ServiceLevel.TPOT).excess();
        if (load instanceof Load.OpenLoop) {
            return Math.max(level().excess(), tpot + overload);
        }
        double levels = tpot + level(ServiceLevel.TTFT).excess() + level(ServiceLevel.END_TO_END).excess();
        return Math.max(levels, overload);
    }

    /** The score of so many replicas. */
    ServingScore score(int mains, int others) {
        double upkeep = sides.upkeep(mains, others);
        double rate = served(sides.workedOff(mains, others));
        return score(upkeep, upkeep / rate, rate);
    }

    /** The score of any numbers of replicas that keep up. */
    ServingScore score() {
        double upkeep = sides.leastUpkeep(demand.requestsPerSecond());
        return score(upkeep, Math.max(upkeep / served(Double.POSITIVE_INFINITY), sides.leastUpkeepOfARate()),
                served(sides.mostWorkedOff()));
    }

    private ServingScore score(double upkeep, double upkeepOfARate, double rate) {
        double milliseconds = underLoadMs(rate) * (1 - TOLERANCE);
        double loss = switch (problem.goal().objective()) {
            case COST_PER_MILLION_TOKENS, ENERGY -> upkeepOfARate / 3600 / output * TOKENS_PER_MILLION;
            case COST, GPU_COUNT -> upkeep;
            case LATENCY -> milliseconds;
            case THROUGHPUT -> -rate * output;
            case THROUGHPUT_PER_GPU -> -output / upkeepOfARate;
        };
        return new ServingScore(loss, load instanceof Load.Offline ? -rate * output : milliseconds);
    }

    /** Requests per second that are served at most by replicas that work off so many. */
    private double served(double workedOff) {
        double most = workedOff * (1 + TOLERANCE);
        if (load instanceof Load.OpenLoop open) {
            return Math.min(open.requestsPerSecond(), most);
        }
        return load instanceof Load.ClosedLoop closed
                ? Math.min(closed.concurrency() * MILLI / aloneMs() * (1 + TOLERANCE), most) : most;
    }

    /** A request that is alone. */
    private double aloneMs() {
        return sides.leastTtftMs() + (output - 1) * sides.leastTpotMs();
    }

    /**
     * Of c clients each waits c/X for an answer (Little 1961). Estimates find X by bisection, which near saturation
     * moves c/X by a few millionths for each client.
     */
    private double underLoadMs(double rate) {
        if (load instanceof Load.ClosedLoop closed) {
            return Math.max(aloneMs(), MILLI * closed.concurrency() / rate * sure());
        }
        return aloneMs();
    }

    /** Share of c/X that a request takes for certain. */
    private double sure() {
        double rough = load instanceof Load.ClosedLoop closed ? ROUGH * closed.concurrency() : 0;
        return 1 - rough;
    }
}
