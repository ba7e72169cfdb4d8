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
import org.shardplan.mixed.serving.MixedServingProblems;

class ExplainMixedServingTest {

    private static final SchemaLocation SCHEMA =
            SchemaLocation.of("classpath:/org/shardplan/schema/solution.schema.json#/$defs/mixedServingExplanation");
    private static final String SHIPPED = "problems/mixed/serve-llama-3.1-70b-l40s-a100.json";
    private static final String TOO_FULL = "gpu=L40S-48,tp=1,layers=1+gpu=A100-SXM-40,tp=1,layers=5";

    private static final String FEASIBLE = "gpu=L40S-48,tp=2,layers=4+gpu=A100-SXM-40,layers=2";

    @TempDir
    private Path folder;
    private Path file;

    @BeforeEach
    void writeProblem() throws IOException {
        file = MixedServingProblems.file(folder, "", "");
    }

    private Path hopeless() throws IOException {
        return MixedServingProblems.file(folder, "", ", 'limits': {'memoryReserveGiB': 30}");
    }

    @Test
    void theBestIsExplainedByOneMoreNodeAndByWhatThePoolsDoByThemselves() {
        CommandLineRun run = CommandLineRun.of("explain", SHIPPED);
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("One more node, solved again", "of L40S-48", "of A100-SXM-40",
                "No pool by itself serves this within the limits.");
        assertThat(CommandLineRun.of("explain", file).out()).contains("Without such a pipeline, each replica on one");
    }

    /** What solve offers to be tried next can be. */
    @Test
    void theSolutionIsJudgedAsTextAndAsFile() {
        Path solution = folder.resolve("solution.json");
        String[] report = CommandLineRun.of("solve", file, "-o", solution).out().strip().split("--layout ");
        for (Object layout : new Object[] {report[report.length - 1].replace("'", ""), solution}) {
            CommandLineRun run = CommandLineRun.of("explain", file, "--layout", layout);
            assertThat(run.exitCode()).as(run.err() + run.out()).isZero();
            assertThat(run.out()).contains("Feasible: the pipeline breaks no rule.", "No pipeline is better.",
                    "no other order, layers or sequences do better");
        }
    }

    @Test
    void aPipelineThatDoesNotFitIsRejectedBesideTheBest() {
        CommandLineRun run = CommandLineRun.of("explain", file, "--layout", TOO_FULL);
        assertThat(run.exitCode()).isEqualTo(ExitCode.INFEASIBLE.number());
        assertThat(run.out()).contains("Rejected: the pipeline breaks 1 rule.", "× starts", "Such a pipeline cannot",
                "Same stages", "Best pipeline", "step: all at the slowest stage", "not feasible, see above.");
        assertThat(Stream.of(run.out().split("\n"))).filteredOn(line -> !line.contains("shardplan "))
                .allSatisfy(line -> assertThat(line.length()).as(line).isLessThanOrEqualTo(100));
    }

    @Test
    void allDocumentsFitTheSchema() throws IOException {
        for (CommandLineRun run : new CommandLineRun[] {CommandLineRun.of("explain", file, "--json"),
            CommandLineRun.of("explain", file, "--json", "--layout", TOO_FULL),
            CommandLineRun.of("explain", file, "--json", "--layout", FEASIBLE),
            CommandLineRun.of("explain", hopeless(), "--json"),
            CommandLineRun.of("explain", hopeless(), "--json", "--layout", TOO_FULL)}) {
            assertThat(JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(SCHEMA)
                    .validate(run.out(), InputFormat.JSON)).as(run.err()).isEmpty();
        }
    }

    @Test
    void aProblemWithoutPipelineIsExplainedToo() throws IOException {
        for (CommandLineRun run : new CommandLineRun[] {CommandLineRun.of("explain", hopeless()),
            CommandLineRun.of("explain", hopeless(), "--layout", TOO_FULL)}) {
            assertThat(run.exitCode()).isEqualTo(ExitCode.INFEASIBLE.number());
            assertThat(run.out()).contains("No mixed pipeline is feasible.", "of the 6 layers find room");
        }
    }

    @Test
    void pagesAreWrittenBesideTheReports() {
        Path page = folder.resolve("explain.html");
        assertThat(CommandLineRun.of("explain", file, "--html", page).exitCode()).isZero();
        assertThat(page).content().contains("What one more node would bring", "Without such a pipeline");
        CommandLineRun.of("explain", file, "--html", page, "--layout", TOO_FULL);
        assertThat(page).content().contains("Beside the best", "breaks 1 rule");
    }

    @Test
    void aTextThatIsNoPipelineIsBadInput() {
        CommandLineRun run = CommandLineRun.of("explain", file, "--layout", "tp=2");
        assertThat(run.exitCode()).isEqualTo(ExitCode.UNUSABLE.number());
        assertThat(run.err()).contains("missing field \"layers\"");
    }

    @Test
    void whatBindsIsToldWithoutBeingAskedAndThatIsSaid() {
        assertThat(CommandLineRun.of("explain", file, "--binding").err())
                .contains("what one more node of each pool would bring; --binding adds nothing");
    }
}
