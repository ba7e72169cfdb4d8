package org.shardplan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shardplan.TestAnswers;

class SolveCommandTest {

    private static final String FEASIBLE = TestAnswers.PROBLEM.replace("OBJECTIVE", "step-time")
            .replace("\"allow\": {", "\"allow\": {\"microBatch\": [1], \"schedule\": [\"1f1b\"], ");

    @TempDir
    private Path folder;
    private Path problem;
    private Path impossible;
    private Path bad;

    @BeforeEach
    void writeProblems() throws IOException {
        problem = Files.writeString(folder.resolve("small.json"), FEASIBLE);
        impossible = Files.writeString(folder.resolve("impossible.json"),
                FEASIBLE.replace("\"memoryReserveGiB\": 4", "\"memoryReserveGiB\": 79"));
        bad = Files.writeString(folder.resolve("bad.json"), FEASIBLE.replace("\"count\"", "\"cuont\""));
    }

    private static JsonNode onlyDocument(String text) throws IOException {
        try (JsonParser parser = new ObjectMapper().createParser(text)) {
            JsonNode document = parser.readValueAsTree();
            assertThat(parser.nextToken()).as("nothing after the document").isNull();
            return document;
        }
    }

    @Test
    void theReportLeadsWithTheBestLayout() {
        CommandLineRun run = CommandLineRun.of("solve", problem, "--search", "exact");
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("Best layout", "Proved        optimal", "shardplan explain");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void jsonIsOneDocumentAndNothingElse() throws IOException {
        CommandLineRun run = CommandLineRun.of("solve", problem, "--json", "--search=exact", "--top=2");
        JsonNode document = onlyDocument(run.out());
        assertThat(document.get("status").asText()).isEqualTo("optimal");
        assertThat(document.get("alternatives")).hasSize(1);
        assertThat(document.has("run")).isTrue();
    }

    @Test
    void jsonOfSeveralFilesIsOneArray() throws IOException {
        CommandLineRun run = CommandLineRun.of("solve", problem, impossible, "--json", "--search=exact");
        assertThat(onlyDocument(run.out())).hasSize(2);
        assertThat(run.exitCode()).isEqualTo(3);
    }

    @Test
    void noFeasibleLayoutIsAnAnswerWithAnExitCodeOfItsOwn() {
        CommandLineRun run = CommandLineRun.of("solve", impossible, "--search=exact");
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.out()).contains("No layout is feasible", "memory-capacity");
        assertThat(CommandLineRun.of("solve", impossible, "--search=exact", "--exit-zero").exitCode()).isZero();
    }

    @Test
    void aBadFileIsExplainedAndStopsNothingButItself() {
        CommandLineRun run = CommandLineRun.of("solve", bad, problem, "--search=exact");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("unknown field \"cuont\"", "did you mean \"count\"?");
        assertThat(run.out()).contains("Best layout");
    }

    @Test
    void theSolutionFileHasTheSameBytesEveryTime() throws IOException {
        Path one = folder.resolve("one.json");
        Path two = folder.resolve("two.json");
        CommandLineRun.of("solve", problem, "--search=exact", "-o", one);
        CommandLineRun.of("solve", problem, "--search=exact", "-o", two);
        assertThat(one).hasSameBinaryContentAs(two);
        assertThat(onlyDocument(Files.readString(one)).has("run")).isFalse();
    }

    @Test
    void severalSolutionsGoIntoAFolder() throws IOException {
        Path solutions = Files.createDirectory(folder.resolve("solutions"));
        CommandLineRun.of("solve", problem, impossible, "--search=exact", "-o", solutions);
        assertThat(solutions.resolve("small.json")).isNotEmptyFile();
        assertThat(solutions.resolve("impossible.json")).isNotEmptyFile();
    }

    @Test
    void severalSolutionsDoNotFitIntoOneFile() {
        CommandLineRun run = CommandLineRun.of("solve", problem, impossible, "-o", folder.resolve("one.json"));
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("must be a folder");
    }

    @Test
    void aProblemFileIsNeverOverwritten() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link.json"), problem);
        assertThat(CommandLineRun.of("solve", problem, "-o", link).err()).contains("must be a file of its own");
        assertThat(CommandLineRun.of("solve", problem, "-o", problem).err()).contains("must be a file of its own");
        assertThat(CommandLineRun.of("solve", problem, "-o", folder).exitCode()).isEqualTo(2);
        assertThat(problem).hasContent(FEASIBLE);
    }

    @Test
    void anOutputHasAName() {
        assertThat(CommandLineRun.of("solve", problem, "-o", "").err()).contains("must have a name");
    }

    @Test
    void aFolderThatIsMissingIsNoticedBeforeSolving() {
        CommandLineRun run = CommandLineRun.of("solve", problem, "-o", folder.resolve("missing/one.json"));
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("must lie in a folder that exists");
    }

    @Test
    void aTimeLimitOfAgesIsNoMistake() {
        assertThat(CommandLineRun.of("solve", problem, "--time-limit", "999999999h").exitCode()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--top=0", "--top=x", "--time-limit=5", "--time-limit=0s", "--search=fast", "--seed=x"})
    void badValuesAreBadUsage(String option) {
        CommandLineRun run = CommandLineRun.of("solve", problem, option);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).startsWith("error: ").contains("shardplan solve --help");
    }

    @Test
    void coloursAreSentOnlyWhenTheyAreWanted() {
        Object[] solve = {"solve", problem, "--search=exact"};
        assertThat(CommandLineRun.of(solve).out()).doesNotContain("\u001B");
        assertThat(CommandLineRun.in(Map.of("CLICOLOR_FORCE", "1"), solve).out()).contains("\u001B");
        assertThat(CommandLineRun.in(Map.of("CLICOLOR_FORCE", "1", "NO_COLOR", "1"), solve).out())
                .doesNotContain("\u001B");
        assertThat(CommandLineRun.of("solve", problem, "--search=exact", "--color=always").out()).contains("\u001B");
    }
}
