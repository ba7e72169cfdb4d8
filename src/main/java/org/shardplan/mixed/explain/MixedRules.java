package org.shardplan.mixed.explain;

import java.util.ArrayList;
import java.util.List;
import org.shardplan.estimate.LayoutEstimator;
import org.shardplan.mixed.StageViolations;
import org.shardplan.mixed.planner.MixedEstimate;
import org.shardplan.rule.Violation;

/** All rules of mixed pipelines: what holds for all stages together, and what for each of them. */
public final class MixedRules {

    private MixedRules() {
    }

    /** Every rule a pipeline breaks with its numbers; what several stages break alike is said once. */
    public static List<Violation> violations(MixedEstimate pipeline) {
        List<Violation> violations = new ArrayList<>(PipelineRules.BOOK.violations(pipeline));
        LayoutEstimator estimator = new LayoutEstimator(pipeline.problem().training());
        StageViolations stages = new StageViolations(pipeline.stages().size());
        for (int index = 0; index < pipeline.stages().size(); index++) {
            for (Violation violation : StageRules.violations(new JudgedStage(pipeline, index), estimator)) {
                stages.add(index, violation);
            }
        }
        violations.addAll(stages.list());
        return violations;
    }
}
