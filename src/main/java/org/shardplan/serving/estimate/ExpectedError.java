package org.shardplan.serving.estimate;

import java.util.Set;
import org.shardplan.layout.Replica;
import org.shardplan.layout.ServingLayout;
import org.shardplan.layout.WeightFormat;
import org.shardplan.problem.LatentAttention;
import org.shardplan.problem.Load;
import org.shardplan.problem.Pool;
import org.shardplan.problem.ServingProblem;

/**
 * How far predictions were off on average for models that no constant was fitted to, as shares.
 *
 * <p>Source: leave-one-model-out errors on published runs of Ampere, Hopper and Blackwell. Layouts that no such run tests
 * get twice that, which is a judgement.
 *
 * @param ttft of the time to the first token
 * @param tpot of the time for each further token
 * @param throughput of tokens per second
 */
public record ExpectedError(double ttft, double tpot, double throughput) {

    private static final ExpectedError TESTED = new ExpectedError(0.55, 0.17, 0.17);
    private static final Set<String> TESTED_ON = Set.of("ampere", "hopper", "blackwell");
    private static final Set<WeightFormat> TESTED_IN =
            Set.of(WeightFormat.BF16, WeightFormat.FP16, WeightFormat.FP8, WeightFormat.NVFP4, WeightFormat.MXFP4);

    /** The errors to expect of a layout. */
    public static ExpectedError of(ServingProblem problem, ServingLayout layout) {
        return isTested(problem, layout) ? TESTED
                : new ExpectedError(2 * TESTED.ttft, 2 * TESTED.tpot, 2 * TESTED.throughput);
    }

    private static boolean isTested(ServingProblem problem, ServingLayout layout) {
        return layout instanceof ServingLayout.Aggregated && layout.groups().size() == 1
                && !(problem.model().attention() instanceof LatentAttention)
                && !(problem.serving().load() instanceof Load.OpenLoop)
                && isTested(problem, layout.groups().get(0).replica());
    }

    private static boolean isTested(ServingProblem problem, Replica replica) {
        Pool pool = problem.pool(replica.pool());
        return TESTED_ON.contains(pool.gpu().architecture()) && TESTED_IN.contains(replica.formats().weights())
                && replica.gpus() == replica.split().tensor() && replica.gpus() <= pool.scaleUpGpus();
    }
}
