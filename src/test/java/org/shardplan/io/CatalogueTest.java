package org.shardplan.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
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
