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
        double beside = mostSeconds(problem, new ServingLayout.Aggregated(List.of(one)));
        double apart = mostSeconds(problem, new ServingLayout.Disaggregated(one, one));
        boolean offline = problem.serving().load() instanceof Load.Offline;
        int together = largest(batches, running -> time.tokenSeconds(running) <= beside);
        int alone = offline ? largest(batches, running -> running <= together && keepsLevels(estimator, shape, running))
                : together;
        List<Integer> running = offline ? batches : upTo(batches.get(batches.size() - 1));
        double output = problem.serving().lengths().output();
        boolean steady = shape.isSteady(problem.pool(shape.pool()));
        return new Capability(alone,
                most(steady, running, offline ? alone : beyond(running, some -> time.tokenSeconds(some) <= beside),
                        time::requestsPerSecond),
                most(steady, running, offline ? largest(running, some -> time.answerSeconds(some) <= apart)
                        : beyond(running, some -> time.answerSeconds(some) <= apart),
                        some -> some / (output * time.answerSeconds(some))),
                1 / time.packedPromptSeconds(),
                new Least(MILLI * time.prompt().totalSeconds(), MILLI * time.answerSeconds(1)));
    }

    /** Under a load any number may run on average, up to the largest batch. */
    private static List<Integer> upTo(int most) {
        return IntStream.rangeClosed(1, most).boxed().toList();
    }

    /** What a token may be predicted to take in such a layout. */
    private static double mostSeconds(ServingProblem problem, ServingLayout layout) {
        ServiceLevels levels = problem.serving().levels();
        double margin = Accuracy.margin(Accuracy.of(problem, layout).tpot(), levels.confidencePercent());
        return levels.tpotMs().orElse(Double.POSITIVE_INFINITY) / MILLI / (1 + margin);
    }

    /** The highest rate of any number of sequences up to a limit; that of the limit where more never do less. */
    private static double most(boolean steady, List<Integer> batches, int limit, DoubleUnaryOperator rate) {
        if (limit == 0 || steady) {
            return limit == 0 ? 0 : rate.applyAsDouble(limit);
        }
        return batches.stream().filter(running -> running <= limit).mapToDouble(rate::applyAsDouble).max().orElse(0);
    }

    private static boolean keepsLevels(ServingEstimator estimator, Shape shape, int sequences) {
        return ServingRules.book().firstViolation(
                Scope.ESTIMATE, new ServingCandidate(estimator, shape.replica(sequences))).isEmpty();
    }

    /** The first of ascending values that fails a test which smaller ones pass: averages lie between. 0 if all fail. */
    private static int beyond(List<Integer> values, IntPredicate passes) {
        int passing = Bisection.largest(values.size(), count -> passes.test(values.get(count - 1)));
        return passing == 0 ? 0 : values.get(Math.min(passing, values.size() - 1));
    }

    /** The largest of ascending values that passes a test which all smaller ones pass; 0 if none does. */
    public static int largest(List<Integer> values, IntPredicate passes) {
        int passing = Bisection.largest(values.size(), count -> passes.test(values.get(count - 1)));
        return passing == 0 ? 0 : values.get(passing - 1);
    }
}
