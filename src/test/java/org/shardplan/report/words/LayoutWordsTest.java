package org.shardplan.report.words;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.shardplan.TestAnswers;
import org.shardplan.problem.Problem;

class LayoutWordsTest {

    private final Problem problem = TestAnswers.problem();

    private LayoutWords words(String layout) {
        return new LayoutWords(problem, TestAnswers.layout(problem, layout));
    }

    @Test
    void factorsOfOneAreLeftOut() {
        assertThat(words("tp=4,pp=1,dp=2").factors()).isEqualTo("8 = tp4 · dp2");
    }

    @Test
    void oneGpuHasNoFactors() {
        assertThat(words("tp=1,pp=1,dp=1").factors()).isEqualTo("1 GPU");
    }

    @Test
    void expertsStandApartBecauseTheyShareTheGpus() {
        assertThat(words("tp=1,dp=8,ep=4").factors()).isEqualTo("8 = dp8, experts ep4");
    }

    @Test
    void partialRecomputationNamesTheLayersOfAStage() {
        assertThat(words("tp=1,pp=2,dp=4,recompute=full,recomputeLayers=3").settings())
                .contains("recomputation of 3 of 16 layers a stage");
    }

    @Test
    void onlyWhatDiffersFromTheBestIsRepeated() {
        assertThat(words("tp=2,dp=4,microBatch=2").settingsUnlike(words("tp=4,dp=2,microBatch=1")))
                .containsExactly("micro-batch 2");
    }
}
