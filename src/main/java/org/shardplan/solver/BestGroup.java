package org.shardplan.solver;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.shardplan.estimate.Estimate;
import org.shardplan.estimate.LayoutEstimator;
import org.shardplan.estimate.RunEstimate;
import org.shardplan.estimate.Score;
import org.shardplan.layout.Mesh;
import org.shardplan.problem.Problem;
import org.shardplan.rule.Candidate;
import org.shardplan.rule.RuleBook;
import org.shardplan.rule.Scope;

/** Finds the best among the fastest layouts of all groups, under the limits and for the objective of one problem. */
final class BestGroup {

    private final LayoutEstimator estimator;
    private final Problem problem;
    private final RuleBook<Candidate> rules = RuleBook.standard();
    private Score score = Score.WORST;
    private Optional<Estimate> best = Optional.empty();

    BestGroup(LayoutEstimator estimator) {
        this.estimator = estimator;
        this.problem = estimator.problem();
    }

    /** Groups come in the order of the exact search, which decides between equals. */
    Optional<Estimate> among(List<FastestOfGroup> groups) {
        List<BoundedGroup> ordered = new ArrayList<>();
        for (FastestOfGroup group : groups) {
            ordered.add(new BoundedGroup(bound(group), group));
        }
        ordered.sort(Comparator.comparing(BoundedGroup::bound));
        for (BoundedGroup next : ordered) {
            if (!next.bound().isBetterThan(score)) {
                break;
            }
            visit(next.group());
        }
        return best;
    }

    private Score bound(FastestOfGroup group) {
        return Score.of(new RunEstimate(problem, group.mesh(), group.leastSeconds()));
    }

    private void visit(FastestOfGroup group) {
        if (isAdmitted(group.mesh())) {
            StepSeconds seconds = new StepSeconds(problem, group.mesh());
            group.within(Math.min(seconds.affordable(1), seconds.beating(score))).ifPresent(this::offer);
        }
    }

    private boolean isAdmitted(Mesh mesh) {
        return rules.firstViolation(Scope.MESH, new Candidate(estimator, Probe.of(mesh))).isEmpty();
    }

    private void offer(Estimate fastest) {
        Candidate candidate = new Candidate(estimator, fastest.layout());
        Score offered = Score.of(candidate.estimate());
        if (offered.isBetterThan(score) && rules.isFeasible(candidate)) {
            score = offered;
            best = Optional.of(candidate.estimate());
        }
    }

    /** A group and the score none of its layouts can beat. */
    private record BoundedGroup(Score bound, FastestOfGroup group) {
    }
}
