package org.shardplan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shardplan.io.problem.FleetTexts;

class ExplainFleetTest {

    private static final SchemaLocation SCHEMA =
            SchemaLocation.of("classpath:/org/shardplan/schema/solution.schema.json#/$defs/fleetExplanation");

    @TempDir
    private Path folder;
    private Path fleet;

    @BeforeEach
    void writeFleet() throws IOException {
        fleet = Files.writeString(folder.resolve("fleet.json"), FleetTexts.SMALL);
    }

    @Test
    void theReportTellsLimitsPlacesAndWhatWouldMakeRoom() {
        CommandLineRun run = CommandLineRun.of("explain", fleet);
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("nodes of H100-SXM-80", "a: 1 node of H100-SXM-80",
                "2 nodes of H100-SXM-80 would count", "c: left out", "what is there is worth more to others",
                "Solved again with all of that: it runs", "H100-SXM-80, then it runs");
    }

    @Test
    void theDocumentFitsTheSchema() throws IOException {
        Path plan = folder.resolve("plan.json");
        CommandLineRun.of("solve", fleet, "-o", plan);
        CommandLineRun run = CommandLineRun.of("explain", fleet, "--json", "--layout", plan);
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(SCHEMA)
                .validate(run.out(), InputFormat.JSON)).isEmpty();
        assertThat(run.out()).contains("\"verdict\": \"feasible\"", "\"more\": 0", "\"different\": []",
                "\"reason\": \"no-room\"", "\"wouldMakeRoom\": [");
    }

    @Test
    void aPlanThatNoLongerFitsIsRejected() throws IOException {
        Path plan = folder.resolve("plan.json");
        CommandLineRun.of("solve", fleet, "-o", plan);
        Files.writeString(fleet, FleetTexts.SMALL.replace("\"count\": 16", "\"count\": 8"));
        CommandLineRun run = CommandLineRun.of("explain", fleet, "--layout", plan);
        assertThat(run.exitCode()).isEqualTo(ExitCode.INFEASIBLE.number());
        assertThat(run.out()).contains("Given plan    rejected", "It takes 2 of the 1 there are: nodes of H100-SXM-80");
    }

    @Test
    void oneWorkloadIsExplainedAlone() {
        CommandLineRun run = CommandLineRun.of("explain", fleet, "--workload", "c");
        assertThat(run.out()).contains("c: left out").doesNotContain("a: 1 node");
    }

    @Test
    void whatIsNotThereIsSaid() {
        assertThat(CommandLineRun.of("explain", fleet, "--workload", "d").err())
                .contains("--workload (d) must be one of a, b, c");
        assertThat(CommandLineRun.of("explain", "problems/llama-3.1-8b-8xh100.json", "--workload", "d").err())
                .contains("--workload must come with a problem of several workloads");
        CommandLineRun run = CommandLineRun.of("explain", fleet, "--layout", "tp=8");
        assertThat(run.exitCode()).isEqualTo(ExitCode.UNUSABLE.number());
        assertThat(run.err()).contains("tp=8");
    }

    @Test
    void nothingThatRunsIsBlamedWhereNothingRuns() throws IOException {
        Files.writeString(fleet, FleetTexts.SMALL.replace("\"version\": 1,",
                "\"version\": 1, \"limits\": {\"budgetUsd\": 5},"));
        assertThat(CommandLineRun.of("solve", fleet).out()).doesNotContain("worth more to others")
                .contains("the limits are too small for it, whatever the others do");
    }

    @Test
    void aPageIsWrittenBesideTheReport() {
        Path page = folder.resolve("fleet.html");
        CommandLineRun run = CommandLineRun.of("explain", fleet, "--html", page);
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("Plan ");
        assertThat(page).content().contains("Best plan, proved:", "Limits and their prices");
    }

    @Test
    void whatBindsIsToldWithoutBeingAskedAndThatIsSaid() {
        assertThat(CommandLineRun.of("explain", fleet, "--binding").err())
                .contains("explain always tells of several workloads what a little more of each limit would bring");
        assertThat(CommandLineRun.of("explain", fleet).err()).doesNotContain("--binding");
        assertThat(CommandLineRun.of("explain", "problems/mixed/llama-3.1-70b-mixed-a100-h100.json", "--binding").err())
                .contains("what one more node of each pool would bring; --binding adds nothing");
    }
}
