package org.shardplan.solver.optaplanner;

import org.shardplan.layout.Layout;
import org.shardplan.rule.Candidate;
import org.shardplan.rule.RuleBook;
import org.shardplan.estimate.Score;
import org.shardplan.space.SearchSpace;

/** Looks at every layout there is. */
final class BruteForce {

    private final SearchSpace space;
    private Score best = Score.WORST;

    private BruteForce(SearchSpace space) {
        this.space = space;
    }

    /** The best score of all layouts that break no rule; the worst there is if every layout breaks one. */
    static Score best(SearchSpace space) {
        BruteForce force = new BruteForce(space);
        space.forEach(force::visit);
        return force.best;
    }

    private void visit(Layout layout) {
        Candidate candidate = new Candidate(space.estimator(), layout);
        if (RuleBook.standard().isFeasible(candidate) && Score.of(candidate.estimate()).isBetterThan(best)) {
            best = Score.of(candidate.estimate());
        }
    }
}
