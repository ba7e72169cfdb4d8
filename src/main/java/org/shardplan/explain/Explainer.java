package org.shardplan.explain;

import org.shardplan.estimate.LayoutEstimator;
import org.shardplan.layout.Layout;
import org.shardplan.rule.Candidate;
import org.shardplan.rule.RuleBook;

/** Judges one layout by the rulebook. */
public final class Explainer {

    private final RuleBook<Candidate> rules;

    public Explainer() {
        this(RuleBook.standard());
    }

    Explainer(RuleBook<Candidate> rules) {
        this.rules = rules;
    }

    /** Everything there is to say about a layout, good or bad. */
    public Explanation explain(LayoutEstimator estimator, Layout layout) {
        Candidate candidate = new Candidate(estimator, layout);
        return new Explanation(candidate.estimate(), rules.violations(candidate), estimator.memoryByStage(layout),
                estimator.memoryTerms(layout));
    }
}
