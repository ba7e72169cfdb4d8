package org.shardplan.serving.space;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.shardplan.problem.IntChoice;
import org.shardplan.problem.Load;
import org.shardplan.problem.Pool;
import org.shardplan.problem.ServiceLevels;
import org.shardplan.problem.ServingProblem;
import org.shardplan.serving.estimate.ServingEstimator;

/**
 * What replicas may run and what they do at most, found out once for all questions with the same answers to that:
 * neither numbers of GPUs nor prices, objective or formats allowed change it.
 */
final class Capabilities {

    private static final int SEQUENCES_STEP = 16;

    private final ServingEstimator estimator;
    private final Map<Shape, List<Integer>> batches = new HashMap<>();
    private final Map<Shape, Capability> capabilities = new HashMap<>();

    Capabilities(ServingEstimator estimator) {
        this.estimator = estimator;
    }

    /** What is known, as far as it is the same for another question. */
    Capabilities under(ServingEstimator other) {
        return basis(estimator.problem()).equals(basis(other.problem())) ? this : new Capabilities(other);
    }

    private static List<Object> basis(ServingProblem problem) {
        return List.of(problem.model(), problem.engine(), problem.serving().lengths(), problem.serving().load(),
                problem.serving().shortcuts(), levels(problem), problem.goal().allowed().batching(),
                problem.goal().limits().memoryReserve(),
                problem.cluster().pools().stream().map(Capabilities::withoutCount).toList());
    }

    /** Where the layout does not decide how many requests run, replicas are bound by the next token alone. */
    private static ServiceLevels levels(ServingProblem problem) {
        ServiceLevels levels = problem.serving().levels();
        return problem.serving().load() instanceof Load.Offline ? levels
                : new ServiceLevels(OptionalDouble.empty(), levels.tpotMs(), OptionalDouble.empty(),
                        levels.percentile(), levels.confidencePercent());
    }

    private static Pool withoutCount(Pool pool) {
        return new Pool(pool.name(), pool.gpu(), new Pool.Inventory(1, false), pool.node(), pool.network(),
                pool.price());
    }

    List<Integer> batches(Shape shape) {
        return batches.computeIfAbsent(shape, this::listBatches);
    }

    Capability of(Shape shape) {
        return capabilities.computeIfAbsent(shape, some -> Capability.of(estimator, some, batches(some)));
    }

    /** Sequences that find room on a replica, of all that engines run. */
    int room(Shape shape) {
        return estimator.mostSequences(shape.replica(ServingSpace.MOST_SEQUENCES));
    }

    private List<Integer> listBatches(Shape shape) {
        ServingProblem problem = estimator.problem();
        int room = room(shape);
        int wanted = problem.serving().load() instanceof Load.ClosedLoop closed ? closed.concurrency() : room;
        IntChoice choice = problem.goal().allowed().batching().sequences();
        int step = shape.isSteady(problem) ? 1 : SEQUENCES_STEP;
        return choice.isAny() ? Counts.inSteps(Math.min(room, wanted), step)
                : choice.values().stream().filter(value -> value <= room).toList();
    }
}
