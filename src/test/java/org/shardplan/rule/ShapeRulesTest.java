package org.shardplan.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.shardplan.rule.RuleExamples.gpt;
import static org.shardplan.rule.RuleExamples.llama;
import static org.shardplan.rule.RuleExamples.mixtral;
import static org.shardplan.rule.RuleExamples.sentence;

import org.junit.jupiter.api.Test;
import org.shardplan.TestLayouts;
import org.shardplan.TestProblems;
import org.shardplan.layout.Layout;
import org.shardplan.layout.Mesh;
import org.shardplan.problem.Problem;

class ShapeRulesTest {

    private static final Problem LLAMA = llama("");
    private static final Problem MIXTRAL = mixtral("");

    @Test
    void tensorParallelismThatDoesNotDivideHeadsIsRejected() {
        assertThat(sentence("tensor-divides-heads", LLAMA, TestLayouts.of(3, 1, 1)))
                .isEqualTo("The tp (3) must divide the attention heads (64). Maybe use a divisor of 64.");
        assertThat(sentence("tensor-divides-heads", LLAMA, TestLayouts.of(8, 1, 1))).isEmpty();
    }

    @Test
    void tensorParallelismDividesKeyValueHeadsOrIsAMultipleOfThem() {
        Problem sixHeads = TestProblems.training("{'name': 'six', 'layers': 2, 'hidden': 1152, 'vocabulary': 1000,"
                + " 'attention': {'kind': 'grouped-query', 'heads': 12, 'keyValueHeads': 6},"
                + " 'feedForward': {'width': 1152}}", "1024x8", "{'gpu': 'H100', 'count': 8}", "");
        assertThat(sentence("tensor-fits-key-value-heads", sixHeads, TestLayouts.of(4, 1, 1))).isEqualTo(
                "The tp (4) must divide the key/value heads (6) or be a multiple of them. Maybe use tp=6.");
        assertThat(sentence("tensor-fits-key-value-heads", sixHeads, TestLayouts.of(3, 1, 1))).isEmpty();
        assertThat(sentence("tensor-fits-key-value-heads", sixHeads, TestLayouts.of(12, 1, 1))).isEmpty();
        assertThat(sentence("tensor-fits-key-value-heads", LLAMA, TestLayouts.of(16, 1, 1))).isEmpty();
    }

    @Test
    void latentAttentionHasNoKeyValueHeadsToDivide() {
        Problem deepseek = TestProblems.shipped("deepseek-v3-2048xh800");
        assertThat(sentence("tensor-fits-key-value-heads", deepseek, TestLayouts.of(7, 1, 1))).isEmpty();
    }

    @Test
    void tensorParallelismThatDoesNotDivideTheFeedForwardIsRejected() {
        assertThat(sentence("tensor-divides-feed-forward", LLAMA, TestLayouts.of(3, 1, 1))).isEqualTo(
                "The tp (3) must divide the feed-forward width (28672). Maybe use a smaller power of two.");
        assertThat(sentence("tensor-divides-feed-forward", LLAMA, TestLayouts.of(8, 1, 1))).isEmpty();
    }

    @Test
    void theSharedExpertIsSplitLikeADenseBlock() {
        Problem deepseek = TestProblems.shipped("deepseek-v3-2048xh800");
        assertThat(sentence("tensor-divides-feed-forward", deepseek, TestLayouts.of(36, 1, 1))).isEqualTo(
                "The tp (36) must divide the shared expert width (2048). Maybe use a smaller power of two.");
        assertThat(sentence("tensor-divides-feed-forward", deepseek, TestLayouts.of(8, 1, 1))).isEmpty();
    }

    @Test
    void aModelOfExpertsOnlyHasNoDenseWidthToDivide() {
        assertThat(sentence("tensor-divides-feed-forward", MIXTRAL, TestLayouts.of(3, 1, 1))).isEmpty();
    }

    @Test
    void moreStagesThanLayersAreRejected() {
        assertThat(sentence("pipeline-has-layers", LLAMA, TestLayouts.of(1, 81, 1))).isEqualTo(
                "The pp (81 stages) must be at most the number of layers (80). Maybe use pp=80.");
        assertThat(sentence("pipeline-has-layers", LLAMA, TestLayouts.of(1, 80, 1))).isEmpty();
    }

    @Test
    void stagesNeedNotDivideLayers() {
        assertThat(sentence("pipeline-has-layers", LLAMA, TestLayouts.of(1, 7, 1))).isEmpty();
    }

    @Test
    void theSequenceSplitsIntoTwiceTheContextParallelDegree() {
        assertThat(sentence("context-divides-sequence", LLAMA, context(3))).isEqualTo(
                "The sequence (8192 tokens) must split into 2·cp (6) equal parts, which balance causal attention. "
                        + "Maybe use a smaller cp.");
        assertThat(sentence("context-divides-sequence", LLAMA, context(4))).isEmpty();
    }

    @Test
    void anOddSequenceIsFineWithoutContextParallelism() {
        Problem odd = TestProblems.training("Llama-3.1-8B", "1001x8", "H100-SXM-80", 8, "");
        assertThat(sentence("context-divides-sequence", odd, context(1))).isEmpty();
    }

    @Test
    void expertParallelismDividesTheExperts() {
        assertThat(sentence("expert-divides-experts", MIXTRAL, experts(3, 1)))
                .isEqualTo("The ep (3) must divide the experts (8). Maybe use a divisor of 8.");
        assertThat(sentence("expert-divides-experts", MIXTRAL, experts(4, 1))).isEmpty();
    }

    @Test
    void aDenseModelHasNoExpertsToSpread() {
        assertThat(sentence("expert-divides-experts", LLAMA, experts(2, 1)))
                .isEqualTo("The ep (2) must divide the experts (1). Maybe use ep=1, the model is dense.");
    }

    @Test
    void expertTensorParallelismDividesTheWidthOfAnExpert() {
        assertThat(sentence("expert-tensor-divides-width", MIXTRAL, experts(1, 3)))
                .isEqualTo("The etp (3) must divide the width of an expert (14336). Maybe use etp=1.");
        assertThat(sentence("expert-tensor-divides-width", MIXTRAL, experts(1, 4))).isEmpty();
        assertThat(sentence("expert-tensor-divides-width", LLAMA, experts(1, 2))).isNotEmpty();
    }

    @Test
    void expertGroupsFillAStage() {
        Layout layout = TestLayouts.of(new Mesh(0, 2, 1, 3, 1, 4, 1));
        assertThat(sentence("experts-fill-stage", MIXTRAL, layout)).isEqualTo(
                "The ep·etp (4) must divide the GPUs of a stage, tp·cp·dp (6). Maybe use a smaller ep.");
        assertThat(sentence("experts-fill-stage", MIXTRAL, TestLayouts.of(new Mesh(0, 2, 1, 4, 1, 4, 2)))).isEmpty();
    }

    @Test
    void everyTensorDegreeThatDividesGpt3IsAdmitted() {
        for (int tensor : new int[] {1, 2, 3, 4, 6, 8}) {
            assertThat(sentence("tensor-divides-heads", gpt(""), TestLayouts.of(tensor, 1, 1))).isEmpty();
        }
    }

    private static Layout context(int context) {
        return TestLayouts.of(Mesh.dense(0, 1, 1, 1, context));
    }

    private static Layout experts(int expert, int expertTensor) {
        return TestLayouts.of(new Mesh(0, 1, 1, 24, 1, expert, expertTensor));
    }
}
