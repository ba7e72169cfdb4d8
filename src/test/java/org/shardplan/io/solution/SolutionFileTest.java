package org.shardplan.io.solution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shardplan.io.json.Diagnostic;

class SolutionFileTest {

    private static final Path SHIPPED = Path.of("solutions/llama-3.1-8b-8xh100.json");

    @TempDir
    private Path folder;

    private SolutionFile written(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("solution.json"), text);
        return SolutionFile.read(file, Optional.of(Path.of("problems/llama-3.1-8b-8xh100.json")));
    }

    @Test
    void aShippedSolutionIsReadWithItsProblem() {
        SolutionFile read = SolutionFile.read(SHIPPED, Optional.empty());
        assertThat(read.diagnostics()).isEmpty();
        assertThat(read.plan().orElseThrow().problem().name()).isEqualTo("llama-3.1-8b-8xh100");
    }

    @Test
    void aSolutionWithoutLayoutSaysSo() throws IOException {
        assertThat(written("{\"version\": 1, \"status\": \"infeasible\"}").diagnostics()).singleElement()
                .satisfies(diagnostic -> assertThat(diagnostic.message()).contains("no layout to export"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "-1", "1e400", "\"\\u0000\"", "[]", "{}"})
    void whateverItSaysTheAnswerIsALayoutOrAnError(String replacement) throws IOException {
        String head = Files.readString(SHIPPED).split("\"estimate\"")[0] + "\"end\": 1}";
        for (String word : head.split("[\\s:,\\[\\]{}]+")) {
            SolutionFile read = written(head.replace(word, replacement));
            assertThat(read.plan().isPresent() || read.diagnostics().stream().anyMatch(Diagnostic::isError))
                    .as("%s for %s", replacement, word).isTrue();
        }
    }
}
