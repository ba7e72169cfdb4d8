package org.shardplan.mixed.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shardplan.io.layout.MixedLayoutText;
import org.shardplan.mixed.planner.EveryMixedLayout;
import org.shardplan.mixed.planner.MixedEstimate;
import org.shardplan.mixed.planner.MixedEstimator;
import org.shardplan.mixed.planner.MixedPlanner;
import org.shardplan.mixed.planner.MixedProblems;
import org.shardplan.problem.MixedProblem;
import org.shardplan.rule.Violation;
import org.shardplan.solver.SearchKind;
import org.shardplan.solver.SolverOptions;

class MixedRulesTest {

    private static final MixedProblem SMALL = small("8192x4", "");

    private static MixedProblem small(String workload, String more) {
        return MixedProblems.read(MixedProblems.SMALL_MODEL, workload, MixedProblems.SMALL_POOLS, more);
    }

    private static List<Violation> violations(MixedProblem problem, String layout) {
        return MixedRules.violations(new MixedEstimator(problem).estimate(
                MixedLayoutText.parse(layout, problem).layout().orElseThrow()));
    }

    @ParameterizedTest
    @CsvSource({"2048x4, 0", "8192x4, 12", "32768x2, 0", "65536x2, 10"})
    void theAnswerIsTheBestOfAllThatBreakNoRule(String workload, double reserveGib) {
        MixedProblem problem = small(workload, ", 'limits': {'memoryReserveGiB': " + reserveGib + "}");
        double least = EveryMixedLayout.leastSeconds(problem, pipeline -> MixedRules.violations(pipeline).isEmpty());
        MixedEstimate best = new MixedPlanner(new SolverOptions(SearchKind.EXACT, 1, 0, Duration.ofMinutes(1)))
                .solve(problem).best().orElseThrow();
        assertThat(best.stepSeconds()).isCloseTo(least, within(1e-9 * least));
        assertThat(MixedRules.violations(best)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            dp=1,gpu=H100-SXM-80,nodes=1,layers=6 | several-stages | must have at least 2 stages, it has 1
            dp=1,gpu=A100-SXM-40,nodes=1,layers=2+gpu=H100-SXM-80,nodes=1,layers=3 | layers-add-up | \
            The stages hold 5 layers, the model has 6. Maybe give 1 more
            dp=2,zeroStage=2,gpu=A100-SXM-40,nodes=2,layers=2+gpu=H100-SXM-80,nodes=1,layers=4 | unsharded-gradients | \
            mixed pipelines run with ZeRO-0 or 1
            dp=1,gpu=H100-SXM-80,nodes=1,layers=3+gpu=H100-SXM-80,nodes=1,layers=3 | nodes-available | \
            The stages take 2 nodes of H100-SXM-80, there are 1
            dp=1,gpu=A100-SXM-40,nodes=2,tp=2,layers=1+gpu=H100-SXM-80,nodes=1,layers=5 | stage-fills-nodes | \
            Stage 0: The tp·dp (2·1 = 2) must be the GPUs of 2 whole nodes (4)
            dp=1,gpu=A100-SXM-40,nodes=1,layers=2,recomputeLayers=3+gpu=H100-SXM-80,nodes=1,layers=4 | \
            recomputed-layers-exist | Stage 0: The recomputeLayers (3) must be below the layers (2)
            dp=1,gpu=A100-SXM-40,nodes=1,layers=6+gpu=H100-SXM-80,nodes=1,layers=1 | memory-capacity | \
            Stage 0: The fullest GPU (stage 0) needs
            dp=1,microBatch=3,gpu=A100-SXM-40,nodes=1,layers=2+gpu=H100-SXM-80,nodes=1,layers=4 | batch-divides | \
            The dp·microBatch (1·3 = 3) must divide the global batch
            dp=1,zeroStage=0,gpu=A100-SXM-40,nodes=2,tp=4,layers=2+gpu=H100-SXM-80,nodes=1,layers=4 | \
            tensor-inside-domain | Stage 0: The tensor group (4 GPUs) must stay inside
            """)
    void everyRuleSaysWhatIsBrokenInNumbers(String layout, String rule, String sentence) {
        assertThat(violations(SMALL, layout)).filteredOn(violation -> violation.rule().equals(rule)).singleElement()
                .satisfies(violation -> assertThat(violation.message()).contains(sentence));
    }

    @Test
    void limitsOfTheProblemAreRulesToo() {
        String layout = "dp=1,gpu=A100-SXM-40,nodes=1,layers=2+gpu=H100-SXM-80,nodes=1,layers=4";
        MixedProblem limited = small("8192x4",
                ", 'limits': {'useAll': true, 'deadlineHours': 0.5}, 'allow': {'recompute': ['full']}");
        assertThat(violations(limited, layout)).extracting(Violation::rule)
                .contains("use-all", "deadline", "allowed-recompute");
    }

    /** A rule that all stages break alike is no rule of one of them. */
    @Test
    void whatAllStagesBreakIsSaidOnceAndOfNoStage() {
        List<Violation> violations = violations(
                SMALL, "dp=1,precision=fp16,gpu=A100-SXM-40,nodes=1,layers=2+gpu=H100-SXM-80,nodes=1,layers=4");
        assertThat(violations.stream().collect(Collectors.groupingBy(Violation::rule)).get("allowed-precision"))
                .singleElement().satisfies(violation -> assertThat(violation.message()).startsWith("The precision"));
    }
}
