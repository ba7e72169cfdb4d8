package org.shardplan.mixed.explain;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.shardplan.layout.MixedLayout;
import org.shardplan.mixed.explain.MixedExplanation.OneMore;
import org.shardplan.mixed.planner.MixedAnswer;
import org.shardplan.mixed.planner.MixedEstimate;
import org.shardplan.mixed.planner.MixedEstimator;
import org.shardplan.mixed.planner.MixedPlanner;
import org.shardplan.mixed.planner.StageOrders;
import org.shardplan.problem.Cluster;
import org.shardplan.problem.MixedProblem;
import org.shardplan.problem.Pool;
import org.shardplan.problem.Pool.Inventory;
import org.shardplan.solver.SearchKind;
import org.shardplan.solver.SolverOptions;
import org.shardplan.space.Deadline;

/**
 * Answers a mixed pipeline, and again with other orders of its stages and one more node of each pool; judges others
 * beside it.
 *
 * @param timeLimit when to stop with what was found
 */
public record MixedExplainer(Duration timeLimit) {

    /** The answer, explained; the search leaves a quarter of the time for that. */
    public MixedExplanation explain(MixedProblem problem) {
        Deadline deadline = Deadline.after(timeLimit);
        MixedAnswer answer = answer(problem, Deadline.after(timeLimit.multipliedBy(3).dividedBy(4)));
        boolean isKnown = answer.best().isPresent() && answer.isProved();
        OtherOrders orders = answer.best().map(best -> OrderTrials.of(best, deadline)).orElse(OtherOrders.NONE);
        List<OneMore> oneMore = IntStream.range(0, isKnown ? problem.cluster().pools().size() : 0)
                .mapToObj(pool -> oneMore(problem, pool, deadline)).toList();
        return new MixedExplanation(answer, orders, oneMore);
    }

    /** What is to be said about a pipeline for this problem. */
    public MixedJudgement judge(MixedProblem problem, MixedLayout layout) {
        MixedAnswer answer = answer(problem, Deadline.after(timeLimit));
        MixedEstimate estimate = new MixedEstimator(problem).estimate(layout);
        Optional<MixedEstimate> sameOrder = StageOrders.of(problem, layout.shared())
                .flatMap(orders -> orders.best(StageOrders.nodes(layout.stages())));
        return new MixedJudgement(estimate, MixedRules.violations(estimate), answer, sameOrder);
    }

    private static MixedAnswer answer(MixedProblem problem, Deadline deadline) {
        return new MixedPlanner(new SolverOptions(SearchKind.EXACT, 1, 0, deadline.left())).solve(problem);
    }

    private static OneMore oneMore(MixedProblem problem, int index, Deadline deadline) {
        Pool pool = problem.cluster().pools().get(index);
        List<Pool> pools = new ArrayList<>(problem.cluster().pools());
        pools.set(index, withOneMoreNode(pool));
        MixedAnswer more = answer(problem.with(new Cluster(pools, problem.cluster().links())), deadline);
        return new OneMore(pool, more.isProved() && more.best().isPresent()
                ? more.best().get().stepSeconds() : Double.NaN);
    }

    private static Pool withOneMoreNode(Pool pool) {
        Inventory inventory = new Inventory(pool.count() + pool.node().gpus(), pool.inventory().useAll());
        return new Pool(pool.name(), pool.gpu(), inventory, pool.node(), pool.network(), pool.price());
    }
}
