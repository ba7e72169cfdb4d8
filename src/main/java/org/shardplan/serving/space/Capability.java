package org.shardplan.serving.space;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
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
 * @param leastTimes what a request that is alone takes
 */
public record Capability(
        int sequences, double requestsPerSecond, double answersPerSecond, double promptsPerSecond, Least leastTimes) {

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
        Averages averages = Averages.upTo(batches, shape.isSteady(problem.pool(shape.pool())));
        double output = problem.serving().lengths().output();
        return new Capability(alone,
                offline ? averages.only(batches).most(alone, time::requestsPerSecond)
                        : averages.most(averages.beyond(beside), time::requestsPerSecond),
                averages.most(averages.beyond(apart), running -> running / (output * time.answerSeconds(running))),
                1 / time.packedPromptSeconds(),
                new Least(MILLI * time.prompt().totalSeconds(), MILLI * time.answerSeconds(1)));
    }

    /**
     * Sequences that may run on average.
     *
     * @param running ascending
     * @param steady whether more of them never do less
     */
    private record Averages(List<Integer> running, boolean steady) {

        /** Where the load, or the GPUs for prompts, decide, any number may run up to the largest batch. */
        static Averages upTo(List<Integer> batches, boolean steady) {
            int most = batches.get(batches.size() - 1);
            return new Averages(IntStream.rangeClosed(1, most).boxed().toList(), steady);
        }

        /** Where the batch decides. */
        Averages only(List<Integer> batches) {
            return new Averages(batches, steady);
        }

        /** One more than pass a test which smaller ones pass, as averages lie between; 0 if none does. */
        int beyond(IntPredicate passes) {
            int passing = Bisection.largest(running.size(), count -> passes.test(running.get(count - 1)));
            return passing == 0 ? 0 : running.get(Math.min(passing, running.size() - 1));
        }

        /** The highest rate of any number up to a limit; that of the limit where more never do less. */
        double most(int limit, DoubleUnaryOperator rate) {
            if (limit == 0 || steady) {
                return limit == 0 ? 0 : rate.applyAsDouble(limit);
            }
            return running.stream().filter(some -> some <= limit).mapToDouble(rate::applyAsDouble).max().orElse(0);
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
