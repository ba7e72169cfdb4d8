package org.shardplan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shardplan.io.problem.FleetTexts;

class SolveFleetTest {

    @TempDir
    private Path folder;
    private Path fleet;

    @BeforeEach
    void writeFleet() throws IOException {
        fleet = Files.writeString(folder.resolve("fleet.json"), FleetTexts.SMALL);
    }

    @Test
    void theReportTellsWhoRunsWhoIsLeftOutAndWhatOneMoreNodeBrings() {
        CommandLineRun run = CommandLineRun.of("solve", fleet);
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("2 of 3 workloads run", "Proved        optimal", "Left out      c:",
                "with 1 more node of H100-SXM-80", "one more node of H100-SXM-80");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void theReportOnThroughputTellsItsShareOfAllThatCouldBe() throws IOException {
        Files.writeString(fleet, FleetTexts.SMALL.replace("\"version\": 1,",
                "\"version\": 1, \"objective\": \"throughput\","));
        CommandLineRun run = CommandLineRun.of("solve", fleet);
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("highest throughput over 30 days", "% of all at their fastest");
        assertThat(CommandLineRun.of("solve", fleet, "-v").out()).contains("What counts is the throughput");
        assertThat(CommandLineRun.of("solve", fleet, "--json").out()).contains("\"unit\": \"%\"");
    }

    @Test
    void aPlanIsWrittenAndPlannedAnewFrom() throws IOException {
        Path plan = folder.resolve("plan.json");
        assertThat(CommandLineRun.of("solve", fleet, "-o", plan).exitCode()).isZero();
        assertThat(Files.readString(plan)).contains("\"plan\": [", "\"leftOut\": [");
        CommandLineRun again = CommandLineRun.of("solve", fleet, "--from", plan, "--json");
        assertThat(again.out()).contains("\"changes\": 0", "\"wallClockSeconds\"");
    }

    @Test
    void aPlanToStartFromMustBeOne() {
        CommandLineRun run = CommandLineRun.of("solve", fleet, "--from", fleet);
        assertThat(run.exitCode()).isEqualTo(ExitCode.UNUSABLE.number());
        assertThat(run.err()).contains("missing field \"plan\"");
    }

    @Test
    void aPenaltyIsNotNegative() {
        CommandLineRun run = CommandLineRun.of("solve", fleet, "--change-penalty", "-1");
        assertThat(run.exitCode()).isEqualTo(ExitCode.UNUSABLE.number());
        assertThat(run.err()).contains("--change-penalty (-1.0) must be from 0 to 1e12");
    }

    @Test
    void nothingRunsWhereNothingFits() throws IOException {
        Files.writeString(fleet, FleetTexts.SMALL.replace("\"count\": 16", "\"count\": 1"));
        CommandLineRun run = CommandLineRun.of("solve", fleet);
        assertThat(run.exitCode()).isEqualTo(ExitCode.INFEASIBLE.number());
        assertThat(run.out()).contains("0 of 3 workloads run", "it fits nowhere even alone");
    }

    @Test
    void aRunningPlanGoesWithSeveralWorkloadsOnly() {
        CommandLineRun run = CommandLineRun.of("solve", "problems/llama-3.1-8b-8xh100.json",
                "--from", "solutions/fleets/five-trainings.json");
        assertThat(run.exitCode()).isEqualTo(ExitCode.UNUSABLE.number());
        assertThat(run.err()).contains("must come with a problem of several workloads");
    }
}
