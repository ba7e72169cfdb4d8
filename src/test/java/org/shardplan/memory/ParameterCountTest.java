package org.shardplan.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.shardplan.TestProblems;
import org.shardplan.io.catalogue.CatalogueModel;
import org.shardplan.layout.Mesh;

class ParameterCountTest {

    private static final double BILLION = 1e9;

    @Test
    void everyCatalogueModelHasItsOfficialNumberOfParameters() {
        SoftAssertions all = new SoftAssertions();
        for (CatalogueModel entry : TestProblems.catalogue().models()) {
            double official = entry.official().parametersBillion().orElseThrow();
            all.assertThat(new ParameterCount(entry.model()).total() / BILLION).as(entry.model().name())
                    .isCloseTo(official, Percentage.withPercentage(2));
        }
        all.assertAll();
    }

    /** Most authors count embedding and LM head, gpt-oss leaves out the embedding, GLM-4.5 both. */
    @Test
    void everyCatalogueModelHasItsOfficialNumberOfActiveParameters() {
        SoftAssertions all = new SoftAssertions();
        for (CatalogueModel entry : TestProblems.catalogue().models()) {
            double official = entry.official().activeBillion().orElseThrow();
            all.assertThat(activeBillions(entry)).as(entry.model().name())
                    .anySatisfy(count -> assertThat(count).isCloseTo(official, Percentage.withPercentage(2)));
        }
        all.assertAll();
    }

    private static List<Double> activeBillions(CatalogueModel entry) {
        ParameterCount count = new ParameterCount(entry.model());
        double head = count.head(1);
        return List.of(count.active() / BILLION, (count.active() - head) / BILLION,
                (count.active() - 2 * head) / BILLION);
    }

    /**
     * Counts of the published checkpoints. Read in restatements, not in the checkpoints: keras-team/keras-hub's presets
     * (Llama-2-7B, Llama-3-8B, Mistral-7B, Mixtral-8x7B, Qwen2.5-Math-7B) and files of other repositories for the rest;
     * src/test/resources/org/shardplan/huggingface/README.md lists them. Llama-2-13B: 13,015,864,320 in many.
     */
    @Test
    void publishedCheckpointsAreCountedToTheParameter() {
        assertThat(total("Llama-2-7B")).isEqualTo(6_738_415_616.0);
        assertThat(total("Llama-2-13B")).isEqualTo(13_015_864_320.0);
        assertThat(total("Llama-2-70B")).isEqualTo(68_976_648_192.0);
        assertThat(total("Llama-3.1-8B")).isEqualTo(8_030_261_248.0);
        assertThat(total("Llama-3.1-70B")).isEqualTo(70_553_706_496.0);
        assertThat(total("Llama-3.1-405B")).isEqualTo(405_853_388_800.0);
        assertThat(total("Mistral-7B")).isEqualTo(7_241_732_096.0);
        assertThat(total("Mixtral-8x7B")).isEqualTo(46_702_792_704.0);
        assertThat(total("Qwen2.5-7B")).isEqualTo(7_615_616_512.0);
    }

    /** DeepSeek-V3 technical report, arXiv:2412.19437: 671 B in all, 37 B active; decimals as the config counts to. */
    @Test
    void deepseekV3Has671BillionOfWhich37Work() {
        assertThat(total("DeepSeek-V3")).isCloseTo(671.03e9, Percentage.withPercentage(0.01));
        assertThat(new ParameterCount(TestProblems.model("DeepSeek-V3")).active())
                .isCloseTo(37.55e9, Percentage.withPercentage(0.1));
    }

    /** 176,247,271,424 with its embedding norm, as huggingface/huggingface.js's tests count the checkpoint. */
    @Test
    void bloomHas176247Million() {
        assertThat(total("BLOOM-176B")).isCloseTo(176_247e6, Percentage.withPercentage(0.01));
    }

    /** Narayanan et al. 2021, arXiv:2104.04473, equation 2: 12·l·h²·(1 + 13/(12h) + (V + s)/(12·l·h)). */
    @Test
    void gptFollowsTheEquationOfMegatron() {
        double l = 96;
        double h = 12288;
        double paper = 12 * l * h * h * (1 + 13 / (12 * h) + (51200 + 2048) / (12 * l * h));
        assertThat(total("Megatron-175B")).isCloseTo(paper, within(2 * h));
    }

    @Test
    void tensorParallelRanksTogetherHoldTheLayerAndOneCopyOfItsNormsMore() {
        ParameterCount count = new ParameterCount(TestProblems.model("Llama-3.1-70B"));
        double whole = count.denseLayer(Mesh.dense(0, 1, 1, 1, 1));
        double eighth = count.denseLayer(Mesh.dense(0, 8, 1, 1, 1));
        assertThat(8 * eighth - whole).isEqualTo(7 * 2 * 8192.0);
    }

    @Test
    void keyValueHeadsAreCopiedWhenTensorParallelismExceedsThem() {
        ParameterCount count = new ParameterCount(TestProblems.model("Llama-3.1-70B"));
        double whole = count.attention(1);
        assertThat(16 * count.attention(16) - whole).isEqualTo(2.0 * 8 * 128 * 8192);
    }

    @Test
    void expertsAreSplitByExpertAndExpertTensorParallelism() {
        ParameterCount count = new ParameterCount(TestProblems.model("Mixtral-8x7B"));
        double whole = count.routedExperts(Mesh.dense(0, 1, 1, 1, 1));
        assertThat(whole).isEqualTo(8.0 * 3 * 4096 * 14336);
        assertThat(count.routedExperts(new Mesh(0, 8, 1, 8, 1, 8, 1))).isEqualTo(whole / 8);
        assertThat(count.routedExperts(new Mesh(0, 8, 1, 8, 1, 4, 2))).isEqualTo(whole / 8);
        assertThat(count.routedExperts(new Mesh(0, 8, 1, 8, 1, 1, 1))).isEqualTo(whole);
    }

    private static double total(String model) {
        return new ParameterCount(TestProblems.model(model)).total();
    }
}
