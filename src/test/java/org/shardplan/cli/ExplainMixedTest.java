package org.shardplan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shardplan.mixed.planner.MixedProblems;

class ExplainMixedTest {

    private static final SchemaLocation SCHEMA =
            SchemaLocation.of("classpath:/org/shardplan/schema/solution.schema.json#/$defs/mixedExplanation");
    private static final String TOO_FULL =
            "dp=1,gpu=A100-SXM-40,nodes=1,layers=5+gpu=H100-SXM-80,nodes=1,layers=1";

    @TempDir
    private Path folder;
    private Path file;

    @BeforeEach
    void writeProblem() throws IOException {
        file = MixedProblems.file(folder, "");
    }

    private Path hopeless() throws IOException {
        return MixedProblems.file(folder, ", 'limits': {'memoryReserveGiB': 79}");
    }

    @Test
    void theBestIsExplainedByOtherOrdersAndMoreNodes() {
        CommandLineRun run = CommandLineRun.of("explain", file);
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("Best pipeline", "Why this order", "change places", "others",
                "One more node, solved again", "of A100-SXM-40", "of H100-SXM-80");
    }

    /** What solve offers to be tried next can be. */
    @Test
    void theSolutionIsJudgedAsTextAndAsFile() {
        Path solution = folder.resolve("solution.json");
        String[] report = CommandLineRun.of("solve", file, "-o", solution).out().strip().split("--layout ");
        for (Object layout : new Object[] {report[report.length - 1].replace("'", ""), solution}) {
            CommandLineRun run = CommandLineRun.of("explain", file, "--layout", layout);
            assertThat(run.exitCode()).as(run.err() + run.out()).isZero();
            assertThat(run.out()).contains("Feasible: the pipeline breaks no rule.", "No pipeline is better.");
        }
    }

    @Test
    void aPipelineThatDoesNotFitIsRejectedBesideTheBest() {
        CommandLineRun run = CommandLineRun.of("explain", file, "--layout", TOO_FULL);
        assertThat(run.exitCode()).isEqualTo(ExitCode.INFEASIBLE.number());
        assertThat(run.out()).contains("Rejected: the pipeline breaks 1 rule.", "memory-capacity",
                "With these nodes in this order", "Time per step", "filling and draining", "GiB too much");
        assertThat(Stream.of(run.out().split("\n"))).filteredOn(line -> !line.contains("shardplan "))
                .allSatisfy(line -> assertThat(line.length()).as(line).isLessThanOrEqualTo(100));
    }

    @Test
    void bothDocumentsFitTheSchema() throws IOException {
        for (CommandLineRun run : new CommandLineRun[] {CommandLineRun.of("explain", file, "--json"),
            CommandLineRun.of("explain", file, "--json", "--layout", TOO_FULL),
            CommandLineRun.of("explain", hopeless(), "--json")}) {
            assertThat(JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(SCHEMA)
                    .validate(run.out(), InputFormat.JSON)).as(run.err()).isEmpty();
        }
    }

    @Test
    void aProblemWithoutPipelineIsExplainedToo() throws IOException {
        Path hopeless = hopeless();
        for (CommandLineRun run : new CommandLineRun[] {CommandLineRun.of("explain", hopeless),
            CommandLineRun.of("explain", hopeless, "--layout", TOO_FULL)}) {
            assertThat(run.exitCode()).isEqualTo(ExitCode.INFEASIBLE.number());
            assertThat(run.out()).contains("No mixed pipeline is feasible.");
        }
    }

    @Test
    void aTextThatIsNoPipelineIsBadInput() {
        CommandLineRun run = CommandLineRun.of("explain", file, "--layout", "tp=2");
        assertThat(run.exitCode()).isEqualTo(ExitCode.UNUSABLE.number());
        assertThat(run.err()).contains("missing field");
    }
}
