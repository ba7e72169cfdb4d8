package org.shardplan.mixed.serving;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shardplan.io.layout.ServedPipelineText;
import org.shardplan.layout.ServingLayout.Pipeline;
import org.shardplan.problem.MixedServingProblem;
import org.shardplan.problem.ServingProblem;
import org.shardplan.rule.Violation;
import org.shardplan.serving.estimate.ServingEstimator;
import org.shardplan.serving.rule.ServingCandidate;
import org.shardplan.space.Deadline;

class ServedRulesTest {

    private static final String POOLS = "{'gpu': 'L40S', 'count': 4, 'gpusPerNode': 2, 'interNodeGBps': 3},"
            + "{'gpu': 'A100-SXM-40', 'count': 40, 'gpusPerNode': 4, 'interNodeGBps': 3},"
            + "{'gpu': 'A100-SXM-80', 'count': 4, 'gpusPerNode': 4, 'interNodeGBps': 3},"
            + "{'gpu': 'H100-SXM-80', 'count': 4, 'gpusPerNode': 4, 'interNodeGBps': 3},"
            + "{'gpu': 'H200', 'count': 4, 'gpusPerNode': 4, 'interNodeGBps': 3}";
    private static final MixedServingProblem PROBLEM = MixedServingProblems.read("'Llama-3.1-8B'",
            ", 'inputTokens': 2000, 'outputTokens': 200, 'concurrency': 6", POOLS, "");

    private static ServingCandidate candidate(ServingProblem problem, String layout) {
        return new ServingCandidate(new ServingEstimator(problem),
                ServedPipelineText.parse(layout, problem).layout().orElseThrow());
    }

    private static List<Violation> violations(String layout) {
        return ServedRules.violations(candidate(PROBLEM.serving(), layout));
    }

    @Test
    void aSoundPipelineBreaksNoRule() {
        assertThat(violations("gpu=L40S-48,tp=2,layers=8+gpu=L40S-48,tp=2,layers=8+gpu=A100-SXM-40,tp=1,layers=16"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            gpu=L40S-48,layers=8+gpu=A100-SXM-40,layers=20 | layers-add-up | hold 28 layers, the model has 32
            gpu=A100-SXM-80,tp=4,layers=32 | several-stages | have 2 to 16 stages, it has 1
            gpu=L40S-48,layers=8+gpu=A100-SXM-40,layers=8+gpu=L40S-48,layers=16 | alike-on-a-pool | Stage 2 must follow
            gpu=L40S-48,tp=1,layers=8+gpu=L40S-48,tp=2,layers=24 | alike-on-a-pool | Stage 1 must follow
            gpu=L40S-48,tp=2,layers=8+gpu=L40S-48,tp=2,layers=8+gpu=L40S-48,tp=2,layers=16 | gpus-available | needs 6
            gpu=L40S-48,tp=3,layers=8+gpu=A100-SXM-40,layers=24 | tensor-divides-heads | Stage 0: The tp (3) must
            gpu=L40S-48,tp=4,layers=8+gpu=A100-SXM-40,layers=24 | tensor-inside-domain | Stage 0: The tensor group
            """)
    void eachRuleIsToldWithItsNumbers(String layout, String rule, String words) {
        assertThat(violations(layout)).filteredOn(violation -> violation.rule().equals(rule))
                .singleElement().extracting(Violation::message).asString().contains(words);
    }

    @Test
    void atMostFourPoolsAreUsed() {
        String five = Stream.of("L40S-48", "A100-SXM-40", "A100-SXM-80", "H100-SXM-80", "H200-SXM-141")
                .map(gpu -> "gpu=" + gpu + ",layers=" + (gpu.startsWith("H200") ? 8 : 6))
                .reduce((one, other) -> one + "+" + other).orElseThrow();
        assertThat(violations(five)).extracting(Violation::rule).containsExactly("few-pools");
    }

    @Test
    void sixteenStagesAreTheMost() {
        assertThat(violations("gpu=L40S-48,layers=16" + "+gpu=A100-SXM-40,layers=1".repeat(16)))
                .extracting(Violation::rule).containsExactly("several-stages");
    }

    @Test
    void whatAllStagesBreakIsSaidOnce() {
        assertThat(violations("gpu=L40S-48,tp=3,layers=8+gpu=A100-SXM-40,tp=3,layers=24"))
                .filteredOn(violation -> violation.rule().equals("tensor-divides-heads"))
                .singleElement().extracting(Violation::message).asString().startsWith("The tp (3) must");
    }

    /** The search and the rules agree: what it finds breaks none, and other layers of its stages do no better. */
    @Test
    void theBestPipelineBreaksNoRuleAndItsStagesDoNoBetter() {
        MixedServingProblem problem = MixedServingProblems.small("", "");
        Deadline deadline = Deadline.after(Duration.ofMinutes(5));
        MixedServingAnswer answer = MixedServingPlanner.solve(problem, deadline);
        Pipeline best = (Pipeline) answer.best().orElseThrow().layout();
        MixedServingJudgement judgement = new MixedServingExplainer(deadline).judge(problem, best);
        assertThat(judgement.judged().violations()).isEmpty();
        assertThat(judgement.sameStages().orElseThrow().layout()).isEqualTo(best);
    }

    @Test
    void stagesThatAreNotPlannedHaveNothingBetter() {
        MixedServingProblem problem = MixedServingProblems.small("", "");
        Pipeline apart = (Pipeline) candidate(problem.serving(),
                "gpu=L40S-48,layers=2+gpu=A100-SXM-40,layers=2+gpu=L40S-48,layers=2").layout();
        MixedServingJudgement judgement = new MixedServingExplainer(
                Deadline.after(Duration.ofMinutes(5))).judge(problem, apart);
        assertThat(judgement.sameStages()).isEmpty();
        assertThat(judgement.judged().violations()).extracting(Violation::rule).contains("alike-on-a-pool");
    }
}
