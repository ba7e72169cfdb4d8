package org.shardplan.problem;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.shardplan.TestProblems;
import org.shardplan.layout.KeyValueFormat;
import org.shardplan.layout.WeightFormat;
import org.shardplan.problem.PublishedLosses.Loss;

class PublishedLossesTest {

    private static final PublishedLosses LOSSES = TestProblems.serving("Llama-3.1-8B", "", "H100-SXM-80", 8, "")
            .goal().allowed().formats().losses();

    /** TensorRT-LLM's table: INT8 SmoothQuant costs Llama-2-70B 2.75 % of its MMLU score. */
    @Test
    void theLossOfAModelThatWasMeasuredIsItsOwn() {
        Loss loss = LOSSES.of(WeightFormat.INT8, TestProblems.model("Llama-2-70B")).orElseThrow();
        assertThat(loss.percent()).isCloseTo(2.75, Offset.offset(0.005));
        assertThat(loss.benchmark()).isEqualTo("MMLU");
        assertThat(loss.source()).contains("TensorRT-LLM");
    }

    @Test
    void theLossOfAnyOtherModelIsTheLargestOfAll() {
        assertThat(LOSSES.of(WeightFormat.INT8, TestProblems.model("Qwen3-32B")))
                .isEqualTo(LOSSES.of(WeightFormat.INT8, TestProblems.model("Llama-2-70B")));
        assertThat(LOSSES.of(WeightFormat.INT4, TestProblems.model("Qwen3-32B")).orElseThrow().percent())
                .isEqualTo(4.6);
    }

    @Test
    void sixteenBitsLoseNothing() {
        Model model = TestProblems.model("Qwen3-32B");
        assertThat(LOSSES.of(WeightFormat.BF16, model).orElseThrow().percent()).isZero();
        assertThat(LOSSES.of(KeyValueFormat.BF16, model).orElseThrow().percent()).isZero();
    }

    @Test
    void whatNobodyPublishedIsUnknown() {
        assertThat(LOSSES.of(WeightFormat.INT8_WEIGHTS, TestProblems.model("Qwen3-32B"))).isEmpty();
    }

    @Test
    void aScoreThatRoseLostNothing() {
        assertThat(LOSSES.keyValues()).filteredOn(loss -> loss.model().equals("Qwen1.5-7B")
                && loss.format().equals("int8")).singleElement().extracting(Loss::percent).isEqualTo(0.0);
    }

    @Test
    void modelsPublishedInFewerBitsAreKnown() {
        assertThat(LOSSES.published(TestProblems.model("DeepSeek-R1"))).contains(WeightFormat.FP8);
        assertThat(LOSSES.published(TestProblems.model("gpt-oss-120b"))).contains(WeightFormat.MXFP4);
        assertThat(LOSSES.published(TestProblems.model("Llama-3.1-70B"))).isEmpty();
    }
}
