package org.shardplan.explain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.shardplan.TestAnswers;
import org.shardplan.explain.Explanation.Verdict;
import org.shardplan.rule.Violation;

class ExplainerTest {

    @Test
    void aLayoutThatBreaksNoRuleIsFeasible() {
        Explanation explanation = TestAnswers.explanation("tp=8");
        assertThat(explanation.verdict()).isEqualTo(Verdict.FEASIBLE);
        assertThat(explanation.violations()).isEmpty();
    }

    @Test
    void everyBrokenRuleIsNamedAndNotOnlyTheFirst() {
        Explanation explanation = TestAnswers.explanation("tp=3,dp=5");
        assertThat(explanation.verdict()).isEqualTo(Verdict.REJECTED);
        assertThat(explanation.violations()).extracting(Violation::rule)
                .contains("tensor-divides-heads", "gpus-available", "batch-divides");
        assertThat(explanation.isImpossible()).isTrue();
    }

    @Test
    void aLayoutThatOnlyNeedsTooMuchMemoryIsPossible() {
        Explanation explanation = TestAnswers.explanation("tp=1,dp=8,zeroStage=0");
        assertThat(explanation.violations()).extracting(Violation::rule).containsExactly("memory-capacity");
        assertThat(explanation.isImpossible()).isFalse();
    }

    @Test
    void theFullestStageIsAmongTheStages() {
        Explanation explanation = TestAnswers.explanation("tp=2,pp=4,dp=1");
        assertThat(explanation.stages()).hasSizeGreaterThan(1).anySatisfy(stage -> assertThat(stage.totalBytes())
                .isEqualTo(explanation.estimate().memory().totalBytes()));
    }
}
