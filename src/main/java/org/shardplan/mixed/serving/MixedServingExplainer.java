package org.shardplan.mixed.serving;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.shardplan.layout.ServingLayout.Pipeline;
import org.shardplan.mixed.serving.MixedServingExplanation.OneMore;
import org.shardplan.problem.Cluster;
import org.shardplan.problem.MixedServingProblem;
import org.shardplan.problem.Pool;
import org.shardplan.problem.Pool.Inventory;
import org.shardplan.serving.estimate.ServingEstimate;
import org.shardplan.serving.estimate.ServingEstimator;
import org.shardplan.serving.explain.ServingExplanation;
import org.shardplan.serving.rule.ServingCandidate;
import org.shardplan.serving.solver.ServingSolver;
import org.shardplan.space.Deadline;

/**
 * Answers a mixed pipeline that serves, again with one more node of each pool, and without such a pipeline; judges
 * others beside it.
 *
 * @param deadline when to stop with what was found
 */
public record MixedServingExplainer(Deadline deadline) {

    public MixedServingExplanation explain(MixedServingProblem problem) {
        MixedServingAnswer answer = MixedServingPlanner.solve(problem, deadline);
        int pools = answer.best().isPresent() && answer.isProved() ? problem.cluster().pools().size() : 0;
        List<OneMore> oneMore = IntStream.range(0, pools).mapToObj(pool -> oneMore(problem, pool)).toList();
        return new MixedServingExplanation(
                answer, oneMore, new ServingSolver().find(problem.serving(), deadline));
    }

    /** What is to be said about a pipeline for this problem. */
    public MixedServingJudgement judge(MixedServingProblem problem, Pipeline layout) {
        ServingEstimator estimator = new ServingEstimator(problem.serving());
        ServingCandidate candidate = new ServingCandidate(estimator, layout);
        ServingExplanation judged = new ServingExplanation(candidate.estimate(), ServedRules.violations(candidate));
        MixedServingAnswer answer = MixedServingPlanner.solve(problem, deadline);
        Optional<ServingEstimate> sameStages = ServedRules.arePlanned(candidate)
                ? MixedServingPlanner.best(problem, ServedPlan.of(layout), deadline) : Optional.empty();
        return new MixedServingJudgement(judged, answer, sameStages.filter(
                found -> ServedRules.violations(new ServingCandidate(estimator, found)).isEmpty()));
    }

    private OneMore oneMore(MixedServingProblem problem, int index) {
        Pool pool = problem.cluster().pools().get(index);
        List<Pool> pools = new ArrayList<>(problem.cluster().pools());
        Inventory inventory = new Inventory(pool.count() + pool.node().gpus(), pool.inventory().useAll());
        pools.set(index, new Pool(pool.name(), pool.gpu(), inventory, pool.node(), pool.network(), pool.price()));
        MixedServingAnswer more = MixedServingPlanner.solve(
                problem.with(new Cluster(pools, problem.cluster().links())), deadline);
        Optional<ServingEstimate> best = more.isProved() ? more.best() : Optional.empty();
        return new OneMore(pool, best);
    }
}
