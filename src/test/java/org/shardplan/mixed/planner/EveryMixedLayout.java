package org.shardplan.mixed.planner;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.shardplan.layout.MixedLayout;
import org.shardplan.layout.MixedLayout.Shared;
import org.shardplan.layout.MixedStage;
import org.shardplan.layout.Precision;
import org.shardplan.layout.Recomputation;
import org.shardplan.layout.StateSharding;
import org.shardplan.layout.ZeroStage;
import org.shardplan.problem.MixedProblem;
import org.shardplan.problem.MixtureOfExperts;

/** Every mixed pipeline of a small problem in bf16, one by one, with every recomputation of every stage. */
public final class EveryMixedLayout {

    private final MixedProblem problem;
    private final Predicate<MixedEstimate> isWanted;
    private final MixedEstimator estimator;
    private final int[] left;
    private final List<MixedStage> stages = new ArrayList<>();
    private double least = Double.POSITIVE_INFINITY;

    private EveryMixedLayout(MixedProblem problem, Predicate<MixedEstimate> isWanted) {
        this.problem = problem;
        this.isWanted = isWanted;
        this.estimator = new MixedEstimator(problem);
        this.left = new int[problem.cluster().pools().size()];
        for (int pool = 0; pool < left.length; pool++) {
            left[pool] = problem.nodes(pool);
        }
    }

    /** The shortest step of any that fits; infinite if none does. */
    static double leastSeconds(MixedProblem problem) {
        MixedEstimator estimator = new MixedEstimator(problem);
        return leastSeconds(problem, estimator::fits);
    }

    /** The shortest step of any that is wanted; infinite if none is. */
    public static double leastSeconds(MixedProblem problem, Predicate<MixedEstimate> isWanted) {
        EveryMixedLayout every = new EveryMixedLayout(problem, isWanted);
        int batch = problem.training().training().globalBatch();
        for (int data = 1; data <= batch; data++) {
            for (int microBatch = 1; data * microBatch <= batch; microBatch++) {
                if (batch % (data * microBatch) == 0) {
                    every.extend(data, microBatch);
                }
            }
        }
        return every.least;
    }

    private void extend(int data, int microBatch) {
        int experts = problem.training().model().feedForward() instanceof MixtureOfExperts mixture
                ? mixture.experts() : 1;
        for (int expert = 1; expert <= experts; expert++) {
            for (ZeroStage zero : List.of(ZeroStage.NONE, ZeroStage.OPTIMIZER)) {
                if (experts % expert == 0) {
                    extend(new Shared(data, expert, microBatch, Precision.BF16, StateSharding.of(zero)));
                }
            }
        }
    }

    private void extend(Shared shared) {
        if (shared.data() > 1 || !shared.states().zeroStage().shardsOptimizer()) {
            extend(shared, problem.training().model().layers());
        }
    }

    private void extend(Shared shared, int layers) {
        if (layers == 0) {
            judge(shared);
            return;
        }
        for (int pool = 0; pool < left.length; pool++) {
            int perNode = problem.training().pool(pool).node().gpus();
            for (int nodes = 1; nodes <= left[pool]; nodes++) {
                int tensor = nodes * perNode / shared.data();
                if (tensor >= 1 && tensor <= perNode && tensor * shared.data() == nodes * perNode
                        && nodes * perNode % shared.expert() == 0) {
                    extend(shared, layers, new MixedStage(pool, nodes, tensor, tensor > 1, 0, Recomputation.NONE));
                }
            }
        }
    }

    private void extend(Shared shared, int layers, MixedStage place) {
        left[place.pool()] -= place.nodes();
        for (int held = 1; held <= layers; held++) {
            for (Recomputation recomputation : recomputations(held)) {
                stages.add(new MixedStage(place.pool(), place.nodes(), place.tensor(), place.sequenceParallel(), held,
                        recomputation));
                extend(shared, layers - held);
                stages.remove(stages.size() - 1);
            }
        }
        left[place.pool()] += place.nodes();
    }

    private static Iterable<Recomputation> recomputations(int layers) {
        List<Recomputation> all = new ArrayList<>(
                List.of(Recomputation.NONE, Recomputation.SELECTIVE, Recomputation.FULL));
        for (int some = 1; some < layers; some++) {
            all.add(Recomputation.some(some));
        }
        return all;
    }

    private void judge(Shared shared) {
        if (stages.size() < 2 || !isAllUsed()) {
            return;
        }
        MixedEstimate estimate = estimator.estimate(new MixedLayout(shared, stages));
        if (estimate.stepSeconds() < least && isWanted.test(estimate)) {
            least = Math.min(least, estimate.stepSeconds());
        }
    }

    private boolean isAllUsed() {
        for (int pool = 0; pool < left.length; pool++) {
            if (left[pool] > 0 && problem.training().pool(pool).inventory().useAll()) {
                return false;
            }
        }
        return true;
    }
}
