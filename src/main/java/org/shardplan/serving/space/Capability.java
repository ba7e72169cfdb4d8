package org.shardplan.serving.space;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntPredicate;
import org.shardplan.layout.ReplicaGroup;
import org.shardplan.layout.ServingLayout;
import org.shardplan.problem.Load;
import org.shardplan.problem.ServiceLevels;
import org.shardplan.problem.ServingProblem;
import org.shardplan.rule.Scope;
import org.shardplan.serving.estimate.Accuracy;
import org.shardplan.serving.estimate.Bisection;
import org.shardplan.serving.estimate.ServingEstimator;
import org.shardplan.serving.rule.ServingCandidate;
import org.shardplan.serving.rule.ServingRules;
import org.shardplan.serving.time.ReplicaTime;

/**
 * What one replica of a shape can do at most within the service levels; bounds on layouts follow from it.
 *
 * @param sequences sequences it runs at most beside their prompts, 0 if a single one is too slow
 * @param requestsPerSecond requests it works off at most
 * @param answersPerSecond answers it works off at most if others work off the prompts
 * @param promptsPerSecond prompts it works off at most if others work off the answers
 * @param fewest what it works off with as few sequences as may run
 * @param leastTimes what a request that is alone takes
 */
public record Capability(int sequences, double requestsPerSecond, double answersPerSecond, double promptsPerSecond,
        Fewest fewest, Least leastTimes) {

    /** Requests it works off per second, and answers if others work off the prompts. */
    public record Fewest(double requestsPerSecond, double answersPerSecond) {
    }

    /** Milliseconds to the first token, and for each further one, of a request that is alone. */
    public record Least(double ttftMs, double tpotMs) {
    }

    private static final double MILLI = 1000;

    static Capability of(ServingEstimator estimator, Shape shape, List<Integer> batches) {
        ServingProblem problem = estimator.problem();
        ReplicaTime time = estimator.time(shape.replica(batches.get(batches.size() - 1)));
        ReplicaGroup one = new ReplicaGroup(shape.replica(1), 1);
        IntPredicate beside = within(time::tokenSeconds, problem, new ServingLayout.Aggregated(List.of(one)));
        IntPredicate apart = within(time::answerSeconds, problem, new ServingLayout.Disaggregated(one, one));
        boolean offline = problem.serving().load() instanceof Load.Offline;
        int alone = largest(batches, !offline ? beside
                : running -> beside.test(running) && keepsLevels(estimator, shape, running));
        double front = estimator.overheads(one.replica()).firstToken().seconds();
        Rates rates = new Rates(batches, shape.isSteady(problem));
        return new Capability(alone,
                offline ? rates.full(alone, time::requestsPerSecond) : rates.most(beside, time::requestsPerSecond),
                rates.most(apart, time::answersPerSecond),
                1 / time.packedPromptSeconds(),
                new Fewest(time.requestsPerSecond(batches.get(0)), time.answersPerSecond(batches.get(0))),
                new Least(MILLI * (front + time.prompt().totalSeconds()),
                        MILLI * time.answerSeconds(1)));
    }

    /**
     * Highest rates.
     *
     * @param batches sequences that may run at a time, ascending
     * @param steady whether more of them never do less
     */
    private record Rates(List<Integer> batches, boolean steady) {

        /** Of a replica that always runs as many as it may, one of the batches up to a limit. */
        double full(int limit, DoubleUnaryOperator rate) {
            return batches.stream().filter(running -> steady ? running == limit : running <= limit)
                    .mapToDouble(rate::applyAsDouble).max().orElse(0);
        }

        /**
         * Of a replica of which any number runs on average that is in time, whole or not: at most what the next number
         * does, or would do in the time of the one before.
         */
        double most(IntPredicate inTime, DoubleUnaryOperator rate) {
            int last = batches.get(batches.size() - 1);
            int limit = Bisection.largest(last, inTime);
            if (limit == 0 || steady) {
                return limit == 0 ? 0 : rate.applyAsDouble(Math.min(limit + 1, last));
            }
            double most = rate.applyAsDouble(1) * batches.get(0);
            for (int place = 0; place < batches.size() && batches.get(place) <= limit; place++) {
                int running = batches.get(place);
                int next = batches.get(Math.min(place + 1, batches.size() - 1));
                most = Math.max(most, rate.applyAsDouble(running) * next / running);
            }
            return most;
        }
    }

    /** Whether a token may be predicted to take so long in such a layout. */
    private static IntPredicate within(DoubleUnaryOperator seconds, ServingProblem problem, ServingLayout layout) {
        ServiceLevels levels = problem.serving().levels();
        double margin = Accuracy.margin(Accuracy.of(problem, layout).tpot(), levels.confidencePercent());
        double most = levels.tpotMs().orElse(Double.POSITIVE_INFINITY) / MILLI / (1 + margin);
        return running -> seconds.applyAsDouble(running) <= most;
    }

    private static boolean keepsLevels(ServingEstimator estimator, Shape shape, int sequences) {
        return ServingRules.book().firstViolation(
                Scope.ESTIMATE, new ServingCandidate(estimator, shape.replica(sequences))).isEmpty();
    }

    /** The largest of ascending values that passes a test which all smaller ones pass; 0 if none does. */
    public static int largest(List<Integer> values, IntPredicate passes) {
        int passing = Bisection.largest(values.size(), count -> passes.test(values.get(count - 1)));
        return passing == 0 ? 0 : values.get(passing - 1);
    }
}
