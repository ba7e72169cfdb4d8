package org.shardplan.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shardplan.mixed.planner.MixedProblems;

class BatchMixedTest {

    private static final String RESERVES = "limits.memoryReserveGiB=0,20,79";

    @TempDir
    private Path folder;
    private Path file;

    @BeforeEach
    void writeProblem() throws IOException {
        file = write("mixed.json", "");
    }

    private Path write(String name, String more) throws IOException {
        return Files.writeString(folder.resolve(name), MixedProblems.text(
                MixedProblems.SMALL_MODEL, "8192x4", MixedProblems.SMALL_POOLS, more));
    }

    private JsonNode batch() throws IOException {
        CommandLineRun run = CommandLineRun.of("batch", file, "--vary", RESERVES, "--json", "--exit-zero");
        assertThat(run.exitCode()).as(run.err()).isZero();
        return new ObjectMapper().readTree(run.out());
    }

    @Test
    void everyCaseHasThePipelineItHasAlone() throws IOException {
        for (JsonNode row : batch().get("cases")) {
            Path alone = write("alone.json", ", 'limits': {'memoryReserveGiB': "
                    + row.at("/vary/limits.memoryReserveGiB") + "}");
            JsonNode solution = new ObjectMapper().readTree(CommandLineRun.of("solve", alone, "--json").out());
            assertThat(row.get("status").asText()).isEqualTo(solution.get("status").asText());
            assertThat(row.path("objectiveValue").asDouble())
                    .isCloseTo(solution.at("/objective/value").asDouble(), within(1e-8));
            if (row.has("layout")) {
                CommandLineRun judged = CommandLineRun.of("explain", alone, "--layout", row.get("layout").asText());
                assertThat(judged.out()).contains("No pipeline is better.");
            }
        }
    }

    @Test
    void theDocumentFitsTheSchemaAndCasesWithoutRoomSayWhy() throws IOException {
        JsonNode document = batch();
        assertThat(JsonSchemaFactory.getInstance(VersionFlag.V202012)
                .getSchema(SchemaLocation.of("classpath:/org/shardplan/schema/batch.schema.json"))
                .validate(document)).isEmpty();
        assertThat(document.at("/cases/2/reason").asText()).contains("of the 6 layers find room");
    }

    @Test
    void theTableNamesStagesAndLayersAndThePageIsWritten() {
        Path page = folder.resolve("batch.html");
        CommandLineRun run = CommandLineRun.of("batch", file, "--vary", RESERVES, "--exit-zero", "--html", page);
        assertThat(run.out()).contains("2 optimal", "1 infeasible").containsPattern("pp2.*, layers [0-9]\\+[0-9]");
        assertThat(page).content().contains(", layers ");
    }

    @Test
    void aFolderMayHoldMixedPipelinesBesideOthers() throws IOException {
        Files.writeString(folder.resolve("other.json"), MixedProblems.text(MixedProblems.SMALL_MODEL, "8192x4",
                MixedProblems.SMALL_POOLS, "").replace("\"layout\": \"mixed-pipeline\", ", ""));
        CommandLineRun run = CommandLineRun.of("batch", folder, "--exit-zero");
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("2 optimal");
    }
}
