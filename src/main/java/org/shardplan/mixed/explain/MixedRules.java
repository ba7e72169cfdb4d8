package org.shardplan.mixed.explain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.shardplan.estimate.LayoutEstimator;
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
        Map<Violation, List<Integer>> stages = new LinkedHashMap<>();
        for (int index = 0; index < pipeline.stages().size(); index++) {
            for (Violation violation : StageRules.violations(new JudgedStage(pipeline, index), estimator)) {
                stages.computeIfAbsent(violation, ignored -> new ArrayList<>()).add(index);
            }
        }
        stages.forEach((violation, broken) -> violations.add(
                broken.size() == pipeline.stages().size() ? violation : violation.of(words(broken))));
        return violations;
    }

    private static String words(List<Integer> stages) {
        return (stages.size() == 1 ? "Stage " : "Stages ")
                + stages.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
}
