package org.shardplan.io.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.shardplan.io.json.Source;
import org.shardplan.layout.Precision;
import org.shardplan.problem.Gpu;
import org.shardplan.problem.GroupedQueryAttention;
import org.shardplan.problem.MixtureOfExperts;
import org.shardplan.problem.Model;
import org.shardplan.units.FlopRate;

class CatalogueTest {

    private final Catalogue catalogue = Catalogue.shipped();

    @Test
    void everyGpuCanBeReadAndSaysWhereItsFiguresComeFrom() {
        assertThat(catalogue.gpus()).hasSameSizeAs(catalogue.gpuNames()).allSatisfy(gpu -> {
            assertThat(catalogue.gpu(gpu.name())).contains(gpu);
            assertThat(gpu.provenance().source()).isNotBlank();
            assertThat(gpu.board().price().source()).isNotBlank();
        });
    }

    @Test
    void everyEntrySaysWhenItsFiguresWereNoted() {
        assertThat(catalogue.gpus()).allSatisfy(gpu -> assertThat(gpu.provenance().standing()).contains("noted 2026-"));
        assertThat(catalogue.models()).allSatisfy(
                entry -> assertThat(entry.model().provenance().standing()).contains("noted 2026-"));
    }

    @Test
    void everyModelCanBeReadAndFoundByItsAliases() {
        assertThat(catalogue.models()).hasSameSizeAs(catalogue.modelNames()).allSatisfy(model -> {
            assertThat(model.model().provenance().source()).isNotBlank();
            assertThat(model.aliases()).allSatisfy(alias -> assertThat(catalogue.model(alias)).contains(model));
        });
    }

    @Test
    void knownFiguresAreThere() {
        Gpu gpu = catalogue.gpu("H100-SXM-80").orElseThrow();
        assertThat(gpu.peak(Precision.BF16)).isEqualTo(FlopRate.ofTeraflops(989.4));
        Model model = catalogue.model("Llama-3.1-70B").orElseThrow().model();
        assertThat(model.layers()).isEqualTo(80);
        assertThat(((GroupedQueryAttention) model.attention()).keyValueHeads()).isEqualTo(8);
    }

    /** Names of repositories on Hugging Face, of vendors' benchmarks, of Ollama, and short ones. */
    @ParameterizedTest
    @CsvFileSource(resources = "/org/shardplan/catalogue/model-names.csv", numLinesToSkip = 1)
    void namesThatPeopleUseFindTheirShape(String written, String entry) {
        assertThat(catalogue.model(written)).get().extracting(found -> found.model().name()).isEqualTo(entry);
    }

    /** As data sheets, nvidia-smi, clouds and benchmarks write them. */
    @ParameterizedTest
    @CsvFileSource(resources = "/org/shardplan/catalogue/gpu-names.csv", numLinesToSkip = 1)
    void gpusAreFoundAsPeopleWriteThem(String written, String entry) {
        assertThat(catalogue.gpu(written)).get().extracting(Gpu::name).isEqualTo(entry);
    }

    /** The figures of their config.json: layers, hidden size, heads, experts, experts a token meets. */
    @ParameterizedTest
    @CsvSource({"DeepSeek-V3, 61, 7168, 128, 256, 8", "DeepSeek-V2, 60, 5120, 128, 160, 6",
        "DeepSeek-V2-Lite, 27, 2048, 16, 64, 6", "DeepSeek-V4-Flash, 43, 4096, 64, 256, 6",
        "DeepSeek-V4-Pro, 61, 7168, 128, 384, 6", "Kimi-K2, 61, 7168, 64, 384, 8", "GLM-4.5, 92, 5120, 96, 160, 8",
        "GLM-4.7, 92, 5120, 96, 160, 8", "GLM-4.5-Air, 46, 4096, 96, 128, 8", "GLM-4.7-Flash, 47, 2048, 20, 64, 4",
        "GLM-5, 78, 6144, 64, 256, 8", "Llama-4-Scout, 48, 5120, 40, 16, 1", "Llama-4-Maverick, 48, 5120, 40, 128, 1",
        "MiniMax-M2, 62, 3072, 48, 256, 8", "gpt-oss-120b, 36, 2880, 64, 128, 4"})
    void mixturesHaveTheShapeOfTheirConfiguration(String name, int layers, int hidden, int heads, int experts, int met) {
        Model model = catalogue.model(name).orElseThrow().model();
        assertThat(List.of(model.layers(), model.hidden(), model.attention().heads())).containsExactly(
                layers, hidden, heads);
        MixtureOfExperts mixture = (MixtureOfExperts) model.feedForward();
        assertThat(List.of(mixture.experts(), mixture.topK())).containsExactly(experts, met);
    }

    @ParameterizedTest
    @ValueSource(strings = {"moonshotai/Kimi-K3", "moonshotai/Kimi-Linear-48B-A3B-Instruct", "zai-org/GLM-5.3-Flash-FP8",
        "deepseek-ai/DeepSeek-V4.1-Flash", "deepseek-ai/DeepSeek-OCR", "meta-llama/Llama-4-Behemoth",
        "Qwen3-Next-80B-A3B-Thinking"})
    void whatNoShapeExpressesHasAReason(String name) {
        assertThat(catalogue.model(name)).isEmpty();
        assertThat(Catalogue.whyNotModelled(name)).isPresent();
    }

    @Test
    void unknownNamesAreNothing() {
        assertThat(catalogue.gpu("H1000")).isEmpty();
        assertThat(catalogue.model("Llama-99")).isEmpty();
    }

    @Test
    void everyArchitectureIsCalibrated() {
        assertThat(catalogue.gpus()).allSatisfy(
                gpu -> assertThat(Profiles.shipped().calibration().devices()).containsKey(gpu.architecture()));
    }

    @Test
    void wrongEntryIsABugThatNamesItsPlace() {
        Shelf gpus = Shelf.of(new Source("gpus.json", "{\"gpus\": [{\"name\": \"X\"}]}"), "gpus");
        assertThatThrownBy(() -> new Catalogue(gpus, gpus).gpu("X"))
                .isInstanceOf(IllegalStateException.class).hasMessageContaining("--> gpus.json:1:11");
    }

    @Test
    void nameGivenTwiceIsABug() {
        String text = "{\"gpus\": [{\"name\": \"X\"}, {\"name\": \"Y\", \"aliases\": [\"x\"]}]}";
        Source source = new Source("gpus.json", text);
        assertThatThrownBy(() -> Shelf.of(source, "gpus")).hasMessage("The name (x) must be unique in gpus.json.");
    }
}
