package org.shardplan.io.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shardplan.io.json.Source;
import org.shardplan.layout.Precision;
import org.shardplan.problem.Gpu;
import org.shardplan.problem.GroupedQueryAttention;
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

    @ParameterizedTest
    @CsvSource({"DeepSeek-V2, DeepSeek-V2", "deepseek-ai/DeepSeek-V2.5-1210, DeepSeek-V2", "DeepSeek V3, DeepSeek-V3",
        "deepseek-v3.1-terminus, DeepSeek-V3", "DeepSeek-R1, DeepSeek-V3", "deepseek_r1, DeepSeek-V3",
        "deepseek-ai/DeepSeek-R1-0528, DeepSeek-V3", "nvidia/DeepSeek-R1-NVFP4, DeepSeek-V3",
        "DeepSeek-V3.2-Exp, DeepSeek-V3.2", "DeepSeek-V2-Lite-Chat, DeepSeek-V2-Lite",
        "DeepSeek-R1-Distill-Llama-70B, Llama-3.1-70B", "moonshotai/Kimi-K2-Instruct-0905, Kimi-K2",
        "Kimi K2 Thinking, Kimi-K2", "zai-org/GLM-4.5-Air-FP8, GLM-4.5-Air", "GLM-4.5-Base, GLM-4.5",
        "GLM-4.6-FP8, GLM-4.6", "zai-org/GLM-5, GLM-5", "Llama-4-Scout-17B-16E-Instruct, Llama-4-Scout",
        "meta-llama/Llama-4-Maverick-17B-128E-Instruct-FP8, Llama-4-Maverick", "llama 4 scout, Llama-4-Scout",
        "Qwen3-235B-A22B-Instruct-2507-FP8, Qwen3-235B-A22B", "Qwen/Qwen3-30B-A3B-Thinking-2507, Qwen3-30B-A3B",
        "Qwen3-Coder-480B-A35B-Instruct, Qwen3-Coder-480B-A35B",
        "RedHatAI/Llama-3.3-70B-Instruct-FP8-dynamic, Llama-3.1-70B",
        "Meta-Llama-3-8B-Instruct, Llama-3.1-8B"})
    void namesThatPeopleUseFindTheirShape(String name, String shape) {
        assertThat(Catalogue.shipped().model(name)).get().extracting(found -> found.model().name()).isEqualTo(shape);
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
