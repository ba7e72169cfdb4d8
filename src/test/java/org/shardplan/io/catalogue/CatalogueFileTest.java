package org.shardplan.io.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.shardplan.io.problem.ProblemFile;
import org.shardplan.io.problem.ProblemTexts;
import org.shardplan.problem.Gpu;
import org.shardplan.problem.Pool;
import org.shardplan.problem.Problem;

class CatalogueFileTest {

    private static final String OWN = """
            {"gpus": [
              {"name": "H100-SXM-80", "base": "H100-SXM-80", "pricePerGpuHourUsd": 1.75, "networkGBps": 25,
               "priceSource": "our contract, March 2026"},
              {"name": "X100", "aliases": ["Xena"], "memoryGiB": 96, "memoryGBps": 4000, "bf16Tflops": 1200,
               "scaleUpGBps": 450, "scaleUpGpus": 8, "networkGBps": 50, "tdpWatts": 700}
            ], "models": [
              {"name": "ours-1B", "layers": 16, "hidden": 2048, "vocabulary": 32000,
               "attention": {"kind": "grouped-query", "heads": 32}, "feedForward": {"width": 8192}}
            ]}
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void writeCatalogue() throws IOException {
        Files.writeString(folder.resolve("own.json"), OWN);
    }

    private ProblemFile read(String gpu, String model) {
        String text = ProblemTexts.SMALL.replace("H100-SXM-80", gpu).replace("Llama-3.1-8B", model)
                .replace("\"version\": 1,", "\"version\": 1, \"catalogue\": \"own.json\",");
        try {
            return ProblemTexts.READER.read(Files.writeString(folder.resolve("problem.json"), text));
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    private Problem problem(String gpu, String model) {
        return read(gpu, model).problem().orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"H100-SXM-80", "H100", "h100-sxm-80"})
    void ownEntriesShadowShippedOnesAndTheReportSaysSo(String name) {
        Problem problem = problem(name, "Llama-3.1-8B");
        Pool pool = problem.cluster().pools().get(0);
        Gpu shipped = Catalogue.shipped().gpu("H100-SXM-80").orElseThrow();
        assertThat(pool.price().onDemandUsd()).hasValue(1.75);
        assertThat(pool.price().spotUsd()).isEqualTo(shipped.board().price().spotUsd());
        assertThat(pool.network().perGpu().gBps()).isEqualTo(25);
        assertThat(pool.gpu().peaks()).isEqualTo(shipped.peaks());
        assertThat(problem.assumptions())
                .contains("GPU H100-SXM-80: the figures of your catalogue, not the shipped ones (own.json).")
                .anyMatch(sentence -> sentence.contains("1.75 USD (our contract, March 2026)"));
    }

    @Test
    void ownGpusAndModelsHaveNamesLikeShippedOnes() {
        Problem problem = problem("xena", "ours-1b");
        assertThat(problem.cluster().pools().get(0).gpu().name()).isEqualTo("X100");
        assertThat(problem.model().layers()).isEqualTo(16);
        assertThat(problem.model().provenance().source()).isEqualTo("own.json");
        assertThat(problem.assumptions()).noneMatch(sentence -> sentence.contains("not the shipped ones"));
    }

    @Test
    void whatIsNotShadowedIsStillThere() {
        assertThat(problem("A100", "Qwen3-8B").model().layers()).isEqualTo(36);
        assertThat(read("X1000", "Qwen3-8B").diagnostics()).singleElement().satisfies(diagnostic ->
                assertThat(diagnostic.suggestion()).contains("X100"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "memoryGiB": 96  | "memoryGib": 96    | 4 | unknown field "memoryGib"
            "tdpWatts": 700  | "tdpWatts": -700   | 5 | The tdpWatts (-700 W) must be above 0.
            "base": "H100-SXM-80" | "base": "H101" | 2 | unknown GPU "H101"
            "name": "X100"   | "name": "h100-sxm-80" | 4 | The name ("h100-sxm-80") must differ, like the aliases,
            "Xena"           | "H100-SXM-80"      | 4 | The name ("X100") must differ, like the aliases, from the
            "layers": 16     | "layers": "16"     | 7 | The layers ("16") must be an integer.
            ], "models"      | , "models"         | 6 | not valid JSON
            {"gpus": [       | [                  | 6 | not valid JSON
            """)
    void errorsHaveTheirLineInTheCatalogue(String old, String replacement, int line, String message)
            throws IOException {
        Files.writeString(folder.resolve("own.json"), OWN.replaceFirst(Pattern.quote(old), replacement));
        ProblemFile read = read("A100", "Qwen3-8B");
        assertThat(read.problem()).isEmpty();
        assertThat(read.diagnostics().get(0).message()).startsWith(message);
        assertThat(read.diagnostics().get(0).location().file()).endsWith("own.json");
        assertThat(read.diagnostics().get(0).location().excerpt().orElseThrow().line()).isEqualTo(line);
    }
}
