package org.shardplan.solver;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.shardplan.estimate.Estimate;
import org.shardplan.estimate.LayoutEstimator;
import org.shardplan.problem.Cluster;
import org.shardplan.problem.Goal;
import org.shardplan.problem.Limits;
import org.shardplan.problem.Limits.Resources;
import org.shardplan.problem.Objective;
import org.shardplan.problem.Pool;
import org.shardplan.problem.Problem;
import org.shardplan.space.Deadline;
import org.shardplan.space.Extent;
import org.shardplan.space.SearchSpace;

/** For a question without an answer: the fewest GPUs of the same kinds with which it has one. */
final class MoreGpus {

    /** Beyond this many times the GPUs, more of the same is no advice. */
    private static final int MOST = 64;
    private static final int LARGEST_POOL = 1_000_000;

    private final Problem problem;
    private final long deadlineNanos;

    MoreGpus(Problem problem, long deadlineNanos) {
        this.problem = problem;
        this.deadlineNanos = deadlineNanos;
    }

    Optional<Estimate> fewest() {
        for (int factor = 2; factor <= MOST && System.nanoTime() < deadlineNanos; factor *= 2) {
            Optional<Estimate> found = fewest(factor);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private Optional<Estimate> fewest(int factor) {
        Problem larger = problem.with(cluster(factor)).with(goal());
        SearchSpace space = new SearchSpace(new LayoutEstimator(larger), Extent.until(new Deadline(deadlineNanos)));
        ExactSearch search = new ExactSearch(space, 1, deadlineNanos);
        return search.run() ? search.ranking().best() : Optional.empty();
    }

    private Cluster cluster(int factor) {
        List<Pool> pools = problem.cluster().pools().stream().map(pool -> larger(pool, factor)).toList();
        return new Cluster(pools);
    }

    private static Pool larger(Pool pool, int factor) {
        int count = (int) Math.min(LARGEST_POOL, (long) pool.count() * factor);
        return new Pool(pool.name(), pool.gpu(), new Pool.Inventory(count, false), pool.node(), pool.network(),
                pool.price());
    }

    private Goal goal() {
        Goal goal = problem.goal();
        Limits limits = goal.limits();
        Resources resources = new Resources(
                OptionalInt.empty(), limits.resources().spareGpusPercent(), limits.resources().powerKw());
        return new Goal(Objective.GPU_COUNT, new Limits(resources, limits.spending(), limits.memory(),
                limits.maxCommunicationPercent()), goal.allowed());
    }
}
