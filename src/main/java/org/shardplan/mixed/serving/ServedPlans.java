package org.shardplan.mixed.serving;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.shardplan.layout.KeyValueFormat;
import org.shardplan.layout.Replica;
import org.shardplan.layout.Replica.Batching;
import org.shardplan.layout.Replica.Formats;
import org.shardplan.layout.Replica.Split;
import org.shardplan.layout.WeightFormat;
import org.shardplan.mixed.serving.ServedPlan.Numbers;
import org.shardplan.problem.IntChoice;
import org.shardplan.problem.MixtureOfExperts;
import org.shardplan.problem.ServingAllowed;
import org.shardplan.problem.ServingProblem;
import org.shardplan.rule.Scope;
import org.shardplan.rule.Violation;
import org.shardplan.serving.estimate.ServingEstimator;
import org.shardplan.serving.rule.ServingCandidate;
import org.shardplan.serving.rule.ServingRules;
import org.shardplan.serving.space.ServingSpace;
import org.shardplan.space.Deadline;

/** Lists the plans of at least two stages that break none of the rules of serving; the others are counted by rule. */
final class ServedPlans {

    private static final int MOST_PLANS = 100_000;

    private final ServingEstimator estimator;
    private final ServingProblem problem;
    private final ServingAllowed allowed;
    private final Obstacles obstacles;
    private final Deadline deadline;
    private final List<ServedPlan> plans = new ArrayList<>();

    ServedPlans(ServingProblem problem, Obstacles obstacles, Deadline deadline) {
        this.deadline = deadline;
        this.problem = problem;
        this.estimator = new ServingEstimator(problem);
        this.allowed = problem.goal().allowed();
        this.obstacles = obstacles;
        numbers().forEach(numbers -> extend(new ServedPlan(numbers, List.of()), kinds(numbers), 0));
    }

    List<ServedPlan> list() {
        return plans;
    }

    /** Whether these are all. */
    boolean isComplete() {
        return plans.size() < MOST_PLANS && !deadline.isOver();
    }

    private Stream<Numbers> numbers() {
        return Stream.of(WeightFormat.values()).filter(allowed.formats().weights()::contains)
                .flatMap(weights -> Stream.of(KeyValueFormat.values())
                        .filter(allowed.formats().keyValues()::contains)
                        .map(keyValues -> new Formats(weights, keyValues)))
                .flatMap(formats -> ServingSpace.chunks(allowed).stream().map(chunk -> new Numbers(formats, chunk)));
    }

    /** By pool: how one stage may be split. */
    private List<List<StageGroup>> kinds(Numbers numbers) {
        return IntStream.range(0, problem.cluster().pools().size()).mapToObj(pool -> kinds(pool, numbers)).toList();
    }

    private List<StageGroup> kinds(int pool, Numbers numbers) {
        IntChoice choice = allowed.split().tensor();
        List<StageGroup> kinds = new ArrayList<>();
        int widest = Math.min(problem.pool(pool).domainGpus(), problem.pool(pool).count());
        for (int tensor = 1; tensor <= widest; tensor++) {
            for (int expert : experts(tensor)) {
                StageGroup kind = new StageGroup(pool, tensor, expert, 1);
                if (choice.admits(tensor) && isWellFormed(kind, numbers)) {
                    kinds.add(kind);
                }
            }
        }
        return kinds;
    }

    /** Experts split by tensor parallelism, or whole experts on every GPU of a stage. */
    private List<Integer> experts(int tensor) {
        boolean open = problem.model().feedForward() instanceof MixtureOfExperts && tensor > 1;
        return open ? List.of(1, tensor) : List.of(1);
    }

    private boolean isWellFormed(StageGroup kind, Numbers numbers) {
        ServingCandidate probe = new ServingCandidate(estimator, new Replica(kind.pool(),
                new Split(kind.tensor(), 1, 1, kind.expert()), numbers.formats(),
                new Batching(1, numbers.chunkTokens())));
        Optional<Violation> violation = ServedRules.each().firstViolation(Scope.SPLIT, probe)
                .or(() -> ServedRules.each().firstViolation(Scope.FORMATS, probe));
        violation.ifPresent(obstacles::add);
        return violation.isEmpty();
    }

    private void extend(ServedPlan plan, List<List<StageGroup>> kinds, int pool) {
        if (!isComplete()) {
            return;
        }
        if (pool == kinds.size()) {
            judge(plan);
            return;
        }
        extend(plan, kinds, pool + 1);
        if (plan.groups().size() == ServedRules.MOST_POOLS) {
            return;
        }
        int left = Math.min(ServedRules.MOST_STAGES, problem.model().layers()) - plan.stages();
        for (StageGroup kind : kinds.get(pool)) {
            for (int stages = 1; stages <= Math.min(left, problem.pool(pool).count() / kind.tensor()); stages++) {
                List<StageGroup> groups = new ArrayList<>(plan.groups());
                groups.add(new StageGroup(pool, kind.tensor(), kind.expert(), stages));
                extend(new ServedPlan(plan.numbers(), groups), kinds, pool + 1);
            }
        }
    }

    private void judge(ServedPlan plan) {
        if (plan.stages() < 2) {
            return;
        }
        ServingCandidate probe = new ServingCandidate(estimator, plan.outline(1));
        Optional<Violation> violation = ServedRules.OF_LENGTH.violation(probe)
                .or(() -> ServingRules.book().firstViolation(Scope.FLEET, probe));
        violation.ifPresentOrElse(obstacles::add, () -> plans.add(plan));
    }
}
