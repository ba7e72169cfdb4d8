package org.shardplan.solver.optaplanner;

import org.optaplanner.core.api.score.ScoreExplanation;
import org.optaplanner.core.api.score.buildin.hardmediumsoftlong.HardMediumSoftLongScore;
import org.optaplanner.core.api.solver.SolutionManager;
import org.optaplanner.core.api.solver.SolutionUpdatePolicy;
import org.optaplanner.core.api.solver.SolverFactory;

/** Scores plans without searching. */
final class Judge {

    private static final SolutionManager<LayoutPlan, HardMediumSoftLongScore> MANAGER =
            SolutionManager.create(SolverFactory.create(SolverSettings.scoring()));

    private Judge() {
    }

    /** Scores a plan as it is: its recomputation is judged, not replaced. */
    static ScoreExplanation<LayoutPlan, HardMediumSoftLongScore> explain(LayoutPlan plan) {
        return MANAGER.explain(plan, SolutionUpdatePolicy.UPDATE_SCORE_ONLY);
    }
}
