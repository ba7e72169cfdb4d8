package org.shardplan.serving.space;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntPredicate;
import org.shardplan.problem.Load;
import org.shardplan.problem.ServingProblem;
import org.shardplan.rule.Scope;
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
        double most = problem.serving().levels().tpotMs().orElse(Double.POSITIVE_INFINITY) / MILLI;
        int together = largest(batches, running -> time.tokenSeconds(running) <= most);
        int answers = largest(batches, running -> time.answerSeconds(running) <= most);
        boolean offline = problem.serving().load() instanceof Load.Offline;
        int alone = offline ? largest(batches, running -> running <= together && keepsLevels(estimator, shape, running))
                : together;
        double output = problem.serving().lengths().output();
        boolean steady = shape.isSteady(problem.pool(shape.pool()));
        return new Capability(alone,
                most(steady, batches, alone, time::requestsPerSecond),
                most(steady, batches, answers, running -> running / (output * time.answerSeconds(running))),
                1 / time.packedPromptSeconds(),
                new Least(MILLI * time.prompt().totalSeconds(), MILLI * time.answerSeconds(1)));
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

    /** The largest of ascending values that passes a test which all smaller ones pass; 0 if none does. */
    public static int largest(List<Integer> values, IntPredicate passes) {
        int passing = Bisection.largest(values.size(), count -> passes.test(values.get(count - 1)));
        return passing == 0 ? 0 : values.get(passing - 1);
    }
}
