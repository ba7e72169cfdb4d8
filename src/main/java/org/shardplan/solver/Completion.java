package org.shardplan.solver;

import java.util.List;
import java.util.Optional;
import org.shardplan.estimate.Score;
import org.shardplan.layout.Execution;
import org.shardplan.layout.Layout;
import org.shardplan.layout.Mesh;
import org.shardplan.layout.Recomputation;
import org.shardplan.layout.Schedule;
import org.shardplan.layout.StateSharding;
import org.shardplan.rule.Candidate;
import org.shardplan.rule.CapacityRules;
import org.shardplan.rule.RuleBook;
import org.shardplan.rule.Scope;
import org.shardplan.rule.Violation;
import org.shardplan.solver.ExactSearch.Question;
import org.shardplan.space.Deadline;
import org.shardplan.space.SearchSpace;

/**
 * Completes a mesh and an execution to whole layouts: schedule, states, recomputation.
 *
 * <p>Recomputing more layers never takes more memory and never less time. So after none and selective, the fewest
 * recomputed layers that fit are found by bisection, and the first of them that breaks no other rule is the best.
 */
final class Completion {

    private final SearchSpace space;
    private final LowerBound bound;
    private final Ranking ranking;
    private final Tally tally;
    private final Deadline deadline;
    private final LeastMemory leastMemory;
    private final NearestMiss nearest = new NearestMiss();
    private final OnlyBroken onlyBroken = new OnlyBroken();
    private final RuleBook<Candidate> rules;
    private final boolean mustFit;

    Completion(Question question, LowerBound bound, Ranking ranking, Tally tally, Deadline deadline) {
        this.space = question.space();
        this.rules = question.rules();
        this.bound = bound;
        this.ranking = ranking;
        this.tally = tally;
        this.deadline = deadline;
        this.leastMemory = new LeastMemory(space.estimator());
        this.mustFit = rules.rule(CapacityRules.MEMORY_CAPACITY).isPresent();
    }

    /** The rejected layout that was least far off. */
    NearestMiss nearest() {
        return nearest;
    }

    /** The best layouts that fit memory and break one rule only. */
    OnlyBroken onlyBroken() {
        return onlyBroken;
    }

    /** The score no layout of the mesh can beat; executions come in the order of their micro-batches. */
    Score bound(Mesh mesh) {
        List<Execution> executions = space.executions(mesh);
        List<StateSharding> states = space.states(mesh);
        Score best = Score.WORST;
        if (executions.isEmpty() || states.isEmpty()) {
            return best;
        }
        int smallest = executions.get(0).microBatch();
        int largest = executions.get(executions.size() - 1).microBatch();
        for (Execution execution : executions) {
            if (execution.microBatch() > smallest) {
                return best;
            }
            Layout plain = plain(mesh, execution, states.get(0));
            Execution other = new Execution(largest, execution.sequenceParallel(), execution.precision());
            Score score = bound.ofMesh(plain, plain.with(other));
            best = score.isBetterThan(best) ? score : best;
        }
        return best;
    }

    /** The score no completion can beat. */
    private Score bound(Mesh mesh, Execution execution, List<StateSharding> states) {
        int mostChunks = LowerBound.mostChunks(space.schedules(mesh, execution));
        return bound.ofExecution(plain(mesh, execution, states.get(0)), mostChunks);
    }

    private static Layout plain(Mesh mesh, Execution execution, StateSharding states) {
        return new Layout(mesh, execution, Schedule.PLAIN, Recomputation.NONE, states);
    }

    /** Looks at all completions; false if none can fit in memory, and then none with a larger micro-batch can. */
    boolean visit(Mesh mesh, Execution execution, List<StateSharding> states) {
        if (states.isEmpty() || mustFit && leastMemory.exceeds(plain(mesh, execution, states.get(0)), states)) {
            return false;
        }
        if (!bound(mesh, execution, states).isBetterThan(ranking.threshold())) {
            return true;
        }
        for (Schedule schedule : space.schedules(mesh, execution)) {
            visit(plain(mesh, execution, states.get(0)).with(schedule), states);
        }
        return true;
    }

    private void visit(Layout family, List<StateSharding> states) {
        if (bound.ofSchedule(family).isBetterThan(ranking.threshold())) {
            List<Recomputation> recomputations = space.recomputations(family.mesh(), family.schedule());
            states.forEach(sharding -> complete(family.with(sharding), recomputations));
        }
    }

    /** Counts all completions as too big for memory; the most frugal one may be the nearest miss. */
    void reject(Mesh mesh, Execution execution, List<StateSharding> states) {
        long pairs = 0;
        for (Schedule schedule : space.schedules(mesh, execution)) {
            List<Recomputation> recomputations = space.recomputations(mesh, schedule);
            pairs += recomputations.size();
            if (ranking.isEmpty()) {
                Recomputation most = recomputations.get(recomputations.size() - 1);
                states.forEach(sharding -> tooBig(new Layout(mesh, execution, schedule, most, sharding)));
            }
        }
        tally.rejected(CapacityRules.MEMORY_CAPACITY, pairs * states.size());
    }

    private void complete(Layout family, List<Recomputation> recomputations) {
        if (!bound.ofRecomputation(family).isBetterThan(ranking.threshold())) {
            return;
        }
        int firstFull = 0;
        while (firstFull < recomputations.size() && recomputations.get(firstFull).layers() == 0) {
            judge(family.with(recomputations.get(firstFull)));
            firstFull++;
        }
        visitFull(family, recomputations, firstFull);
    }

    /** Recomputations from this index on recompute ever more whole layers. */
    private void visitFull(Layout family, List<Recomputation> recomputations, int from) {
        int fits = firstThatFits(family, recomputations, from);
        for (int i = fits; i < recomputations.size(); i++) {
            Broken broken = judge(family.with(recomputations.get(i)));
            if (broken.byTimeOnly()) {
                tally.rejected(broken.first().rule(), recomputations.size() - i - 1);
            }
            if (broken.isNothing() || broken.byTimeOnly() || deadline.isOver()) {
                return;
            }
        }
    }

    private int firstThatFits(Layout family, List<Recomputation> recomputations, int from) {
        int low = from;
        int high = recomputations.size();
        Optional<Violation> last = Optional.empty();
        while (low < high) {
            int middle = (low + high) >>> 1;
            Optional<Violation> violation = tooBig(family.with(recomputations.get(middle)));
            if (violation.isPresent()) {
                last = violation;
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        int rejected = low - from;
        last.ifPresent(violation -> tally.rejected(violation.rule(), rejected));
        return low;
    }

    private Optional<Violation> tooBig(Layout layout) {
        tally.evaluated(1);
        Candidate candidate = new Candidate(space.estimator(), layout);
        Optional<Violation> violation = rules.firstViolation(Scope.MEMORY, candidate);
        violation.ifPresent(found -> nearest.offer(candidate, found));
        return violation;
    }

    /** Evaluates a whole layout. */
    private Broken judge(Layout layout) {
        Candidate candidate = new Candidate(space.estimator(), layout);
        tally.evaluated(1);
        Broken broken = Broken.by(candidate, rules);
        if (broken.isNothing()) {
            offer(candidate);
        } else {
            tally.rejected(broken.first().rule(), 1);
            nearest.offer(candidate, broken.first());
            onlyBroken.offer(candidate, broken);
        }
        return broken;
    }

    private void offer(Candidate candidate) {
        if (Score.of(candidate.estimate()).isBetterThan(ranking.threshold())) {
            ranking.offer(candidate.estimate());
        }
    }
}
