package org.shardplan.solver;

import java.util.List;
import java.util.Optional;
import org.shardplan.layout.Execution;
import org.shardplan.layout.Layout;
import org.shardplan.layout.Mesh;
import org.shardplan.layout.Recomputation;
import org.shardplan.layout.Schedule;
import org.shardplan.layout.StateSharding;
import org.shardplan.rule.Candidate;
import org.shardplan.rule.RuleBook;
import org.shardplan.rule.Scope;
import org.shardplan.rule.Violation;
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
    private final NearestMiss nearest = new NearestMiss();
    private final RuleBook rules = RuleBook.standard();

    Completion(SearchSpace space, LowerBound bound, Ranking ranking, Tally tally) {
        this.space = space;
        this.bound = bound;
        this.ranking = ranking;
        this.tally = tally;
    }

    /** The rejected layout that was least far off. */
    NearestMiss nearest() {
        return nearest;
    }

    /** The score no completion can beat. */
    Score bound(Mesh mesh, Execution execution) {
        List<StateSharding> states = space.states(mesh);
        if (states.isEmpty()) {
            return Score.WORST;
        }
        Layout plain = new Layout(mesh, execution, Schedule.PLAIN, Recomputation.NONE, states.get(0));
        return bound.ofExecution(plain, LowerBound.mostChunks(space.schedules(mesh, execution)));
    }

    void visit(Mesh mesh, Execution execution, List<StateSharding> states) {
        if (!bound(mesh, execution).isBetterThan(ranking.threshold())) {
            tally.bounded(1);
            return;
        }
        for (Schedule schedule : space.schedules(mesh, execution)) {
            List<Recomputation> recomputations = space.recomputations(mesh, schedule);
            for (StateSharding sharding : states) {
                visit(new Layout(mesh, execution, schedule, Recomputation.NONE, sharding), recomputations);
            }
        }
    }

    private void visit(Layout family, List<Recomputation> recomputations) {
        if (!bound.ofRecomputation(family).isBetterThan(ranking.threshold())) {
            tally.bounded(recomputations.size());
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
            if (judge(family.with(recomputations.get(i)))) {
                tally.bounded(recomputations.size() - i - 1L);
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

    /** Evaluates a whole layout; true if it breaks no rule. */
    private boolean judge(Layout layout) {
        Candidate candidate = new Candidate(space.estimator(), layout);
        tally.evaluated(1);
        Optional<Violation> violation = rules.firstViolation(Scope.MEMORY, candidate)
                .or(() -> rules.firstViolation(Scope.ESTIMATE, candidate));
        if (violation.isPresent()) {
            tally.rejected(violation.get().rule(), 1);
            nearest.offer(candidate, violation.get());
            return false;
        }
        if (Score.of(candidate.estimate()).isBetterThan(ranking.threshold())) {
            ranking.offer(candidate.estimate());
        }
        return true;
    }
}
