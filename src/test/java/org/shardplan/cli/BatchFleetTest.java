package org.shardplan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shardplan.io.problem.FleetTexts;

class BatchFleetTest {

    private static final String COUNTS = "cluster.pools.0.count=8,16,32";
    private static final String BUDGETS = "limits.budgetUsd=5,700,2000,5000";

    @TempDir
    private Path folder;
    private Path fleet;

    @BeforeEach
    void writeFleet() throws IOException {
        fleet = Files.writeString(folder.resolve("fleet.json"), FleetTexts.SMALL.replace("{\"name\": \"c\"", """
                {"name": "served", "model": "Llama-3.1-8B", "workload": {"kind": "serving", "inputTokens": 500,
                 "outputTokens": 50, "requestsPerSecond": 2}},
                {"name": "c\""""));
    }

    private List<JsonNode> cases(int threads) throws IOException {
        Path lines = folder.resolve("cases-" + threads + ".jsonl");
        CommandLineRun run = CommandLineRun.of("batch", fleet, "--vary", COUNTS, "--vary", BUDGETS, "--threads", threads,
                "--jsonl", lines, "--exit-zero");
        assertThat(run.exitCode()).as(run.err()).isZero();
        List<JsonNode> cases = new ArrayList<>();
        for (String line : Files.readAllLines(lines)) {
            cases.add(new ObjectMapper().readTree(line));
        }
        return cases.subList(1, cases.size());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void everyCaseHasThePlanItHasAloneWhateverTheThreads(int threads) throws IOException {
        for (JsonNode row : cases(threads)) {
            String text = Files.readString(fleet)
                    .replace("\"count\": 16", "\"count\": " + row.at("/vary/cluster.pools.0.count"))
                    .replace("\"version\": 1,", "\"version\": 1, \"limits\": {\"budgetUsd\": "
                            + row.at("/vary/limits.budgetUsd") + "},");
            Path alone = Files.writeString(folder.resolve("alone.json"), text);
            JsonNode solution = new ObjectMapper().readTree(CommandLineRun.of("solve", alone, "--json").out());
            List<String> places = new ArrayList<>();
            solution.get("plan").forEach(place -> places.add(place.get("workload").asText() + " on "
                    + place.get("gpus").asText() + " GPUs of " + place.get("gpu").asText()));
            assertThat(row.get("status").asText()).isEqualTo(places.isEmpty() ? "infeasible" : "optimal");
            places.forEach(place -> assertThat(row.get("layout").asText()).contains(place));
            assertThat(row.path("costUsd").asDouble()).isEqualTo(solution.at("/objective/value").asDouble());
        }
    }

    @Test
    void theTableTellsWhoIsLeftOutAndWhereThatChanges() {
        CommandLineRun run = CommandLineRun.of("batch", fleet, "--vary", "cluster.pools.0.count=8,16,32");
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("3 optimal", "4 of 4 run", "1 of 4 run, without a and 2 more",
                "Break points", "from count 32 on, 4 of 4 run, instead of 2 of 4 run");
        assertThat(run.out().lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(120));
    }

    @Test
    void theDocumentFitsTheSchema() throws IOException {
        CommandLineRun run = CommandLineRun.of("batch", fleet, "--vary", BUDGETS, "--json", "--exit-zero");
        assertThat(JsonSchemaFactory.getInstance(VersionFlag.V202012)
                .getSchema(SchemaLocation.of("classpath:/org/shardplan/schema/batch.schema.json"))
                .validate(new ObjectMapper().readTree(run.out()))).isEmpty();
        assertThat(run.out()).contains("None of the 4 workloads runs");
    }

    @Test
    void aFinishedBatchIsReadBackAsItWas() throws IOException {
        Path results = folder.resolve("results");
        Object[] command = {"batch", fleet, "--vary", BUDGETS, "--exit-zero", "-o", results};
        CommandLineRun first = CommandLineRun.of(command);
        String table = Files.readString(results.resolve("cases.csv"));
        Files.delete(results.resolve("cases.csv"));
        CommandLineRun again = CommandLineRun.of("batch", fleet, "--vary", BUDGETS, "--exit-zero", "-o", results,
                "--resume");
        assertThat(again.out()).isEqualTo(first.out());
        assertThat(results.resolve("cases.csv")).hasContent(table);
    }
}
