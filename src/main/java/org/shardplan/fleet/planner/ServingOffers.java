package org.shardplan.fleet.planner;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.shardplan.fleet.planner.Run.ServingRun;
import org.shardplan.problem.Cluster;
import org.shardplan.problem.FleetProblem;
import org.shardplan.problem.FleetWorkload;
import org.shardplan.problem.Pool;
import org.shardplan.problem.ServingGoal;
import org.shardplan.problem.ServingObjective;
import org.shardplan.problem.ServingProblem;
import org.shardplan.rule.Violation;
import org.shardplan.serving.estimate.Bisection;
import org.shardplan.serving.estimate.ServingEstimate;
import org.shardplan.serving.estimate.ServingEstimator;
import org.shardplan.serving.solver.Relaxed;
import org.shardplan.serving.solver.ServingSolver;
import org.shardplan.serving.solver.ServingSolver.Found;
import org.shardplan.space.Deadline;

/**
 * The ways to run an endpoint. It keeps its service levels or does not run, so on every pool only its best run matters,
 * and that on the fewest nodes.
 *
 * @param problem the fleet
 * @param deadline when to stop
 * @param searches what was searched before
 */
record ServingOffers(FleetProblem problem, Deadline deadline, RunSearches searches) {

    private static final int FEW_NODES = 2;
    private static final int GROWTH = 4;

    Offers of(FleetWorkload workload, ServingProblem serving) {
        List<Run> runs = new ArrayList<>();
        boolean complete = true;
        for (int pool = 0; pool < problem.cluster().pools().size(); pool++) {
            ServingProblem alone = on(pool, serving);
            Found found = best(alone);
            Optional<ServingRun> lean = found.best().map(run(pool));
            Optional<ServingRun> packed = lean.flatMap(run -> onFewerNodes(alone, run)).map(run(pool));
            Stream.of(lean, packed).flatMap(Optional::stream).forEach(runs::add);
            complete &= found.complete() && !deadline.isOver();
        }
        return new Offers(workload, runs,
                runs.isEmpty() ? Optional.of(obstacle(serving, complete)) : Optional.empty(), complete);
    }

    private Function<ServingEstimate, ServingRun> run(int pool) {
        return estimate -> new ServingRun(pool, estimate, problem.goal().horizon().hours());
    }

    private String obstacle(ServingProblem serving, boolean complete) {
        return complete ? IntStream.range(0, problem.cluster().pools().size())
                .mapToObj(pool -> new ServingSolver().exactly(on(pool, serving), 1, deadline.left()).remedies())
                .flatMap(remedies -> remedies.nearest().stream()).flatMap(miss -> miss.violations().stream())
                .findFirst().map(Violation::message).orElse(Offers.TIME_OVER) : Offers.TIME_OVER;
    }

    private ServingProblem on(int pool, ServingProblem serving) {
        ServingGoal goal = serving.goal();
        return serving.with(new Cluster(List.of(problem.cluster().pools().get(pool))))
                .with(new ServingGoal(objective(), goal.limits(), goal.allowed()));
    }

    private ServingObjective objective() {
        return switch (problem.goal().objective()) {
            case COST -> ServingObjective.COST;
            case ENERGY -> ServingObjective.ENERGY;
            case GPU_COUNT, THROUGHPUT, STEP_TIME, TIME_TO_TRAIN -> ServingObjective.GPU_COUNT;
        };
    }

    /** The best run, looked for on a few nodes first: what needs more GPUs of the same kind is no better. */
    private Found best(ServingProblem alone) {
        Pool pool = alone.pool(0);
        for (int few = FEW_NODES * pool.domainGpus(); isLeanBest(alone) && few < pool.count(); few *= GROWTH) {
            int count = few;
            Found found = searches.best(Relaxed.counts(alone, all -> count), deadline);
            if (found.best().isPresent() && isEnough(count, pool, found.best().get())) {
                return new Found(found.best().map(best -> new ServingEstimator(alone).estimate(best.layout())),
                        found.complete());
            }
        }
        return searches.best(alone, deadline);
    }

    /** Nodes are taken whole, and small replicas leave GPUs of theirs idle: on the fewest nodes that will do, if fewer. */
    private Optional<ServingEstimate> onFewerNodes(ServingProblem alone, ServingRun lean) {
        int nodeGpus = lean.kind().node().gpus();
        int least = (lean.gpus() - 1) / nodeGpus + 1;
        if (!isLeanBest(alone) || least == lean.nodes()) {
            return Optional.empty();
        }
        IntFunction<Optional<ServingEstimate>> on =
                nodes -> searches.best(Relaxed.counts(alone, all -> nodes * nodeGpus), deadline).best();
        int tooFew = Bisection.largest(lean.nodes() - least, more -> on.apply(least + more - 1).isEmpty());
        return on.apply(least + tooFew).filter(found -> least + tooFew < lean.nodes())
                .map(found -> new ServingEstimator(alone).estimate(found.layout()));
    }

    /** Whether fewer GPUs are always better, and rules count GPUs rather than shares of the pool. */
    private static boolean isLeanBest(ServingProblem alone) {
        return alone.goal().objective() != ServingObjective.ENERGY && !alone.pool(0).inventory().useAll()
                && alone.goal().limits().resources().spareGpusPercent() == 0;
    }

    /** Replicas that straddle no nodes waste less than half of them, so whatever needs fewer GPUs had room as well. */
    private static boolean isEnough(int count, Pool pool, ServingEstimate best) {
        return count >= 2 * best.gpus() + pool.domainGpus();
    }
}
