package org.shardplan.fleet.planner;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.shardplan.fleet.planner.Run.ServingRun;
import org.shardplan.problem.Cluster;
import org.shardplan.problem.FleetProblem;
import org.shardplan.problem.FleetWorkload;
import org.shardplan.problem.Pool;
import org.shardplan.problem.ServingGoal;
import org.shardplan.problem.ServingObjective;
import org.shardplan.problem.ServingProblem;
import org.shardplan.rule.Violation;
import org.shardplan.serving.estimate.ServingEstimate;
import org.shardplan.serving.estimate.ServingEstimator;
import org.shardplan.serving.solver.Relaxed;
import org.shardplan.serving.solver.ServingSolver;
import org.shardplan.serving.solver.ServingSolver.Found;
import org.shardplan.space.Deadline;

/**
 * The ways to run an endpoint. It keeps its service levels or does not run, so on every pool only its best run matters.
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
            Found found = best(on(pool, serving));
            int index = pool;
            found.best().ifPresent(best -> runs.add(new ServingRun(index, best, problem.goal().horizon().hours())));
            complete &= found.complete();
        }
        return new Offers(workload, runs,
                runs.isEmpty() ? Optional.of(obstacle(serving, complete)) : Optional.empty(), complete);
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
