package org.shardplan.serving.solver;

import java.util.Optional;
import java.util.OptionalDouble;
import org.shardplan.problem.Load;
import org.shardplan.problem.ServingProblem;
import org.shardplan.serving.estimate.ServiceTimes.Times;
import org.shardplan.serving.estimate.ServingScore;
import org.shardplan.serving.rule.ServiceLevel;
import org.shardplan.serving.space.Family;

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
    private final Family.Kind kind;
    private final boolean isApart;
    private final Side main;
    private final Side other;
    private final Load load;
    private final double output;
    private final Demand demand;

    /**
     * A bound.
     *
     * @param problem the question
     * @param kind how the shapes share the work
     * @param main the best of the shapes whose number of sequences is open
     * @param other the best of the others; {@link Side#NONE} if there is none
     */
    FamilyBound(ServingProblem problem, Family.Kind kind, Side main, Side other) {
        this.problem = problem;
        this.kind = kind;
        this.isApart = kind == Family.Kind.APART;
        this.main = main;
        this.other = other;
        this.load = problem.serving().load();
        this.output = problem.serving().lengths().output();
        this.demand = Demand.of(problem, isApart, margins(), sure());
    }

    private Times margins() {
        return isApart ? main.apart() : main.together();
    }

    /** Whether one replica of each shape finds its GPUs. */
    boolean fits() {
        return areThere(1, other == Side.NONE ? 0 : 1);
    }

    private boolean areThere(double mains, double others) {
        double ofMain = mains * main.gpus();
        double ofOther = others * other.gpus();
        return other.pool() == main.pool() ? ofMain + ofOther <= gpus(main)
                : ofMain <= gpus(main) && ofOther <= (other == Side.NONE ? 0 : gpus(other));
    }

    private int gpus(Side side) {
        return problem.pool(side.pool()).count();
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
        Times least = new Times(leastTtftMs() * margins().ttftMs(), leastTpotMs() * margins().tpotMs(),
                aloneMs() * margins().endToEndMs());
        return limit.isEmpty() ? Broken.NOTHING
                : Broken.NOTHING.or(level.rule(), level.milliseconds(least), limit.getAsDouble());
    }

    /** Whether there are the GPUs for replicas that keep up. */
    private boolean keepsUp() {
        return !overload(mostWorkedOff()).isAny() && (!isApart || !demand.isAny()
                || areThere(mains(demand.requestsPerSecond()), others(demand.requestsPerSecond())));
    }

    /** Whether more requests have to be worked off than so many replicas do. */
    Broken overload(int mains, int others) {
        return overload(workedOff(mains, others));
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
    private FamilyBound atBest() {
        return isApart || other == Side.NONE
                ? level(ServiceLevel.TPOT).isAny() ? new FamilyBound(problem, kind, main.withFewest(), other) : this
                : this;
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
        double upkeep = mains * main.upkeep() + others * other.upkeep();
        double rate = served(workedOff(mains, others));
        return score(upkeep, upkeep / rate, rate);
    }

    /** The score of any numbers of replicas that keep up. */
    ServingScore score() {
        double rate = served(mostWorkedOff());
        return score(leastUpkeep(), leastUpkeepOfARate(), rate);
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

    /** Requests per second that so many replicas together work off at most. */
    private double workedOff(double mains, double others) {
        return isApart ? Math.min(others * other.can().promptsPerSecond(), mains * main.can().answersPerSecond())
                : mains * main.can().requestsPerSecond() + others * other.can().requestsPerSecond();
    }

    /** The same of all numbers of replicas: of a pool that both share, as if GPUs could be shared out in fractions. */
    private double mostWorkedOff() {
        double most = workedOff(Math.floor((double) gpus(main) / main.gpus()),
                other == Side.NONE ? 0 : Math.floor((double) gpus(other) / other.gpus()));
        return other.pool() == main.pool() ? Math.min(most, gpus(main) / gpusOfARate()) : most;
    }

    /** GPUs that a request a second takes at least. */
    private double gpusOfARate() {
        return ofARate(main.gpus(), other.gpus());
    }

    /** What a request a second takes at least of something of which a replica of each side takes so much. */
    private double ofARate(double ofMain, double ofOther) {
        return isApart ? ofMain / main.can().answersPerSecond() + ofOther / other.can().promptsPerSecond()
                : Math.min(ofMain / main.can().requestsPerSecond(), other == Side.NONE ? Double.POSITIVE_INFINITY
                        : ofOther / other.can().requestsPerSecond());
    }

    /** Of replicas that keep up, one of each shape at least. */
    private double leastUpkeep() {
        double one = main.upkeep() + other.upkeep();
        double rate = demand.requestsPerSecond();
        return isApart || other == Side.NONE ? mains(rate) * main.upkeep() + others(rate) * other.upkeep()
                : Math.max(one, rate * ofARate(main.upkeep(), other.upkeep()) * (1 - TOLERANCE));
    }

    /** Main replicas that work off such a rate, where the others do not help. */
    private double mains(double rate) {
        return number(rate / (isApart ? main.can().answersPerSecond() : main.can().requestsPerSecond()));
    }

    private double others(double rate) {
        return isApart ? number(rate / other.can().promptsPerSecond()) : 0;
    }

    private static double number(double needed) {
        return Math.max(1, Math.ceil(needed * (1 - 2 * TOLERANCE)));
    }

    private double leastUpkeepOfARate() {
        return Math.max(leastUpkeep() / served(Double.POSITIVE_INFINITY),
                ofARate(main.upkeep(), other.upkeep()) * (1 - TOLERANCE));
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

    private double leastTtftMs() {
        double ofOther = other.can().leastTimes().ttftMs();
        return isApart ? ofOther : Math.min(main.can().leastTimes().ttftMs(), ofOther);
    }

    private double leastTpotMs() {
        double ofMain = main.can().leastTimes().tpotMs();
        return isApart ? ofMain : Math.min(ofMain, other.can().leastTimes().tpotMs());
    }

    /** A request that is alone. */
    private double aloneMs() {
        return leastTtftMs() + (output - 1) * leastTpotMs();
    }

    /**
     * Of c clients each waits c/X for an answer and the step after it (Little 1961), at most 1/O of that. Estimates
     * find X by bisection, which near saturation moves c/X by a few millionths for each client.
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
        return 1 - 1 / output - rough;
    }
}
