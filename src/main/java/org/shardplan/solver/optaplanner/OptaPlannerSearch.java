package org.shardplan.solver.optaplanner;

import java.util.Optional;
import org.optaplanner.core.config.solver.EnvironmentMode;
import org.shardplan.estimate.Estimate;
import org.shardplan.estimate.LayoutEstimator;
import org.shardplan.layout.Layout;
import org.shardplan.space.SearchSpace;

/** Finds good layouts with OptaPlanner, and tells what its constraints say about any layout. */
public final class OptaPlannerSearch {

    private final EnvironmentMode mode;

    public OptaPlannerSearch() {
        this(EnvironmentMode.REPRODUCIBLE);
    }

    OptaPlannerSearch(EnvironmentMode mode) {
        this.mode = mode;
    }

    /**
     * The best layout found, not shown to be the best there is; empty if none was found that breaks no rule.
     *
     * @param space what may be decided
     * @param effort how hard to search
     */
    public Optional<Estimate> best(SearchSpace space, SearchEffort effort) {
        return new Rounds(new Choices(space), effort, mode).run()
                .filter(LayoutPlan::keepsAllRules)
                .map(plan -> space.estimator().estimate(plan.decision().layout()));
    }

    /** What the constraints say about a layout, well formed or not. */
    public Judgement judge(LayoutEstimator estimator, Layout layout) {
        Choices choices = new Choices(new SearchSpace(estimator));
        return Judgement.of(Judge.explain(new LayoutPlan(new LayoutDecision(choices, layout))));
    }
}
