package org.shardplan.serving.solver;

import org.shardplan.problem.ServingProblem;
import org.shardplan.serving.space.Family;

/**
 * Replicas of a main shape and of another beside them: what numbers of them work off, and what they take.
 *
 * @param problem the question
 * @param kind how the shapes share the work
 * @param main the best of the shapes whose number of sequences is open
 * @param other the best of the others; {@link Side#NONE} if there is none
 */
record Sides(ServingProblem problem, Family.Kind kind, Side main, Side other) {

    /** Sums in another order differ by less. */
    private static final double TOLERANCE = 1e-9;

    boolean isApart() {
        return kind == Family.Kind.APART;
    }

    boolean isAlone() {
        return other == Side.NONE;
    }

    /** The same with as few sequences as may run on the main replicas. */
    Sides withFewest() {
        return new Sides(problem, kind, main.withFewest(), other);
    }

    /** Whether one replica of each shape finds its GPUs. */
    boolean fit() {
        return areThere(1, isAlone() ? 0 : 1);
    }

    private boolean areThere(double mains, double others) {
        double ofMain = mains * main.gpus();
        double ofOther = others * other.gpus();
        return other.pool() == main.pool() ? ofMain + ofOther <= gpus(main)
                : ofMain <= gpus(main) && ofOther <= gpus(other);
    }

    private int gpus(Side side) {
        return side == Side.NONE ? 0 : problem.pool(side.pool()).count();
    }

    /** Requests per second that so many replicas together work off at most. */
    double workedOff(double mains, double others) {
        return isApart() ? Math.min(others * other.can().promptsPerSecond(), mains * main.can().answersPerSecond())
                : mains * main.can().requestsPerSecond() + others * other.can().requestsPerSecond();
    }

    /** The same of all numbers of replicas: of a pool that both share, as if GPUs could be shared out in fractions. */
    double mostWorkedOff() {
        double most = workedOff(Math.floor((double) gpus(main) / main.gpus()),
                isAlone() ? 0 : Math.floor((double) gpus(other) / other.gpus()));
        return other.pool() == main.pool()
                ? Math.min(most, gpus(main) / ofARate(main.gpus(), other.gpus()) * (1 + TOLERANCE)) : most;
    }

    /** What a request a second takes at least of something of which a replica of each shape takes so much. */
    private double ofARate(double ofMain, double ofOther) {
        return isApart() ? ofMain / main.can().answersPerSecond() + ofOther / other.can().promptsPerSecond()
                : Math.min(ofMain / main.can().requestsPerSecond(),
                        isAlone() ? Double.POSITIVE_INFINITY : ofOther / other.can().requestsPerSecond());
    }

    /** Whether there are the GPUs for whole replicas that work off so many requests a second. */
    boolean workOff(double rate) {
        return !isApart() || areThere(mains(rate), others(rate));
    }

    /** Upkeep of so many replicas. */
    double upkeep(int mains, int others) {
        return mains * main.upkeep() + others * other.upkeep();
    }

    /** Upkeep of replicas that work off so many requests a second, one of each shape at least. */
    double leastUpkeep(double rate) {
        return isApart() || isAlone() ? mains(rate) * main.upkeep() + others(rate) * other.upkeep()
                : Math.max(upkeep(1, 1), rate * leastUpkeepOfARate());
    }

    /** Upkeep for each request a second. */
    double leastUpkeepOfARate() {
        return ofARate(main.upkeep(), other.upkeep()) * (1 - TOLERANCE);
    }

    /** Main replicas that work off such a rate, where the others do not help. */
    private double mains(double rate) {
        return number(rate / (isApart() ? main.can().answersPerSecond() : main.can().requestsPerSecond()));
    }

    private double others(double rate) {
        return isApart() ? number(rate / other.can().promptsPerSecond()) : 0;
    }

    private static double number(double needed) {
        return Math.max(1, Math.ceil(needed * (1 - 2 * TOLERANCE)));
    }

    double leastTtftMs() {
        double ofOther = other.can().leastTimes().ttftMs();
        return isApart() ? ofOther : Math.min(main.can().leastTimes().ttftMs(), ofOther);
    }

    double leastTpotMs() {
        double ofMain = main.can().leastTimes().tpotMs();
        return isApart() ? ofMain : Math.min(ofMain, other.can().leastTimes().tpotMs());
    }
}
