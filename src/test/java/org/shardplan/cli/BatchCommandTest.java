package org.shardplan.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
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
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.shardplan.TestAnswers;

class BatchCommandTest {

    private static final String TEXT = TestAnswers.PROBLEM.replace("OBJECTIVE", "step-time")
            .replace("\"allow\": {", "\"allow\": {\"microBatch\": [1], \"schedule\": [\"1f1b\"], ");
    private static final String COUNTS = "cluster.pools.0.count=8,16,24";
    private static final String BUDGETS = "limits.budgetUsd=1..1e6:9";

    @TempDir
    private Path folder;
    private Path problem;
    private Path lines;

    @BeforeEach
    void writeProblem() throws IOException {
        problem = Files.writeString(folder.resolve("small.json"), TEXT);
        lines = folder.resolve("cases.jsonl");
    }

    private static List<JsonNode> cases(Path file) throws IOException {
        List<JsonNode> cases = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            cases.add(new ObjectMapper().readTree(line));
        }
        assertThat(cases.remove(0).get("type").asText()).isEqualTo("batch");
        return cases;
    }

    private CommandLineRun batch(Object... more) {
        List<Object> arguments = new ArrayList<>(List.of("batch", problem));
        arguments.addAll(List.of(more));
        return CommandLineRun.of(arguments.toArray());
    }

    @Test
    void aBreakPointThatIsTheSameAtSeveralValuesIsToldOnce() {
        CommandLineRun run = CommandLineRun.of("batch", "problems/gpt3-175b-64xa100.json", "--exit-zero",
                "--vary", "limits.budgetUsd=10000,30000,50000,100000", "--vary", "limits.maxGpus=32,48,64");
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("from maxGpus 48 on at budgetUsd 30,000 to 100,000, 48 × A100-SXM-80 tp8·pp6"
                + " becomes feasible (at 32 not yet)").containsOnlyOnce("from maxGpus 48 on")
                .contains("max-gpus, needs 48 GPUs, has 32");
    }

    @Test
    void theTableHasEveryCaseAndInfeasibleOnesTheirReason() {
        CommandLineRun run = batch("--vary", BUDGETS);
        assertThat(run.exitCode()).as(run.err()).isEqualTo(3);
        assertThat(run.out()).contains("Batch of 9 cases", "vs best", "infeasible: budget, needs ",
                "Frontier of cost, time", "Break points", "becomes feasible");
        assertThat(run.out().lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(110));
    }

    @Test
    void namesOfColumnsDoNotRunTogether() {
        CommandLineRun run = CommandLineRun.of("batch", Path.of("problems", "serve-llama-3.1-8b-by-cost.json"),
                "--vary", "workload.requestsPerSecond=1,2", "--exit-zero");
        assertThat(run.out()).as(run.err()).contains("requestsPerSecond  cost-per-million-tokens  ");
    }

    @Test
    void allFeasibleIsAnsweredAndInfeasibleCanBeForgiven() {
        assertThat(batch("--vary", "limits.budgetUsd=1e8,1e9").exitCode()).isZero();
        assertThat(batch("--vary", BUDGETS, "--exit-zero").exitCode()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void everyCaseHasTheAnswerItHasAloneWhateverTheThreads(int threads) throws IOException {
        batch("--vary", COUNTS, "--vary", BUDGETS, "--threads", threads, "--jsonl", lines);
        List<JsonNode> cases = cases(lines);
        assertThat(cases).hasSize(27);
        for (int index = 0; index < cases.size(); index++) {
            assertThat(cases.get(index).get("case").asInt()).isEqualTo(index + 1);
        }
        for (JsonNode one : List.of(cases.get(0), cases.get(8), cases.get(13), cases.get(26))) {
            assertSolvedAlone(one);
        }
    }

    private void assertSolvedAlone(JsonNode one) throws IOException {
        JsonNode vary = one.get("vary");
        Path alone = Files.writeString(folder.resolve("alone.json"), TEXT
                .replaceFirst("\"count\": *[0-9]+", "\"count\": " + vary.get("cluster.pools.0.count"))
                .replaceFirst("\"limits\": *\\{", "\"limits\": {\"budgetUsd\": "
                        + vary.get("limits.budgetUsd") + ", "));
        CommandLineRun run = CommandLineRun.of("solve", alone, "--search", "exact", "--json");
        JsonNode document = new ObjectMapper().readTree(run.out());
        assertThat(one.get("status").asText()).as(run.err()).isEqualTo(document.get("status").asText());
        if (document.has("layout")) {
            assertThat(one.get("stepTimeSeconds")).isEqualTo(document.get("estimate").get("stepTimeSeconds"));
            assertThat(one.get("costUsd")).isEqualTo(document.get("estimate").get("costUsd"));
            assertThat(one.get("gpus")).isEqualTo(document.get("layout").get("gpus"));
        }
    }

    @Test
    void threadsChangeNoByte() throws IOException {
        batch("--vary", COUNTS, "--vary", BUDGETS, "--threads", 1, "-o", folder.resolve("one"));
        batch("--vary", COUNTS, "--vary", BUDGETS, "--threads", 4, "-o", folder.resolve("four"));
        for (String name : List.of("cases.jsonl", "cases.csv", "summary.txt")) {
            assertThat(folder.resolve("four").resolve(name))
                    .hasSameTextualContentAs(folder.resolve("one").resolve(name));
        }
    }

    @ParameterizedTest
    @CsvSource({"0.3", "0.55", "0.9"})
    void aTornFileIsResumedWithoutLoss(double share) throws IOException {
        batch("--vary", COUNTS, "--vary", BUDGETS, "--jsonl", lines);
        String whole = Files.readString(lines);
        Files.writeString(lines, whole.substring(0, (int) (share * whole.length())));
        CommandLineRun run = batch("--vary", COUNTS, "--vary", BUDGETS, "--jsonl", lines, "--resume");
        assertThat(run.exitCode()).as(run.err()).isEqualTo(3);
        assertThat(run.err()).contains("of 27 cases; the others follow", "torn line; its case is solved again");
        assertThat(lines).hasContent(whole);
    }

    @Test
    void aFileTornInsideItsFirstLineStartsAgain() throws IOException {
        batch("--vary", BUDGETS, "--jsonl", lines);
        String whole = Files.readString(lines);
        Files.writeString(lines, whole.substring(0, 20));
        assertThat(batch("--vary", BUDGETS, "--jsonl", lines, "--resume").exitCode()).isEqualTo(3);
        assertThat(lines).hasContent(whole);
    }

    @Test
    void resultsOfAnotherBatchAreNotTouched() throws IOException {
        batch("--vary", BUDGETS, "--jsonl", lines);
        String before = Files.readString(lines);
        CommandLineRun run = batch("--vary", "limits.budgetUsd=1..1e6:8", "--jsonl", lines, "--resume");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("must belong to this batch");
        assertThat(batch("--vary", BUDGETS, "--jsonl", lines).err()).contains("must not hold results already");
        assertThat(batch("--vary", BUDGETS, "--jsonl", problem, "--resume").exitCode()).isEqualTo(2);
        assertThat(lines).hasContent(before);
        assertThat(problem).hasContent(TEXT);
    }

    @Test
    void resumeNeedsResults() {
        assertThat(batch("--resume").err()).contains("The --resume must come with the results");
    }

    @Test
    void csvHasOneRowForEachCase() throws IOException {
        Path table = folder.resolve("table.csv");
        batch("--vary", BUDGETS, "--csv", table);
        assertThat(Files.readAllLines(table)).hasSize(10).first().asString()
                .startsWith("case,problem,limits.budgetUsd,status,objective,objective_value,vs_best_percent,gpu");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aTableThatDoesNotFitIsSaidInOneSentence() {
        CommandLineRun run = batch("--vary", BUDGETS, "--csv", "/dev/full");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("The output (/dev/full) must be writable. Maybe free some space")
                .doesNotContain("IOException");
    }

    @Test
    void jsonIsOneDocumentThatKeepsItsSchemaAndNothingElse() throws IOException {
        CommandLineRun run = batch("--vary", COUNTS, "--vary", BUDGETS, "--json", "--jsonl", lines);
        JsonNode document = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .readTree(run.out());
        assertThat(schema().validate(document)).isEmpty();
        assertThat(document.get("count").get("cases").asInt()).isEqualTo(27);
        assertThat(document.get("frontier").get("cases")).isNotEmpty();
        assertThat(document.get("breakPoints")).isNotEmpty();
        assertThat(run.exitCode()).isEqualTo(3);
    }

    @Test
    void casesInJsonAreThoseOfTheLinesAndInfeasibleOnesHaveTheirReason() throws IOException {
        JsonNode document = new ObjectMapper().readTree(
                batch("--vary", BUDGETS, "--json", "--jsonl", lines).out());
        List<JsonNode> cases = cases(lines);
        for (int index = 0; index < cases.size(); index++) {
            ObjectNode told = (ObjectNode) document.get("cases").get(index);
            boolean solved = told.remove("vsBestPercent") != null;
            assertThat(solved).isEqualTo(told.get("status").asText().equals("optimal"));
            assertThat(solved || told.get("reason").asText().contains("limits.budgetUsd allows")).isTrue();
            assertThat(told).isEqualTo(((ObjectNode) cases.get(index)).without("type"));
        }
    }

    @Test
    void jsonOfDifferentFilesHasNoFrontierAndNamesWhatIsWrong() throws IOException {
        Files.writeString(folder.resolve("bad.json"), "{");
        Files.writeString(folder.resolve("other.json"), TEXT.replace("1e9", "2e9"));
        CommandLineRun run = CommandLineRun.of("batch", folder, "--json");
        JsonNode document = new ObjectMapper().readTree(run.out());
        assertThat(schema().validate(document)).isEmpty();
        assertThat(document.has("frontier")).isFalse();
        assertThat(document.get("cases").get(0).get("reason").asText()).contains("not valid JSON");
        assertThat(run.exitCode()).isEqualTo(2);
    }

    @Test
    void badOptionsLeaveNothingWhereJsonWasToCome() {
        assertThat(batch("--vary", "nonsense", "--json").out()).isEmpty();
    }

    private static JsonSchema schema() {
        return JsonSchemaFactory.getInstance(VersionFlag.V202012)
                .getSchema(SchemaLocation.of("classpath:/org/shardplan/schema/batch.schema.json"));
    }

    @Test
    void oneBadFileStopsNothingButItself() throws IOException {
        Files.writeString(folder.resolve("bad.json"), TEXT.replace("\"count\"", "\"cuont\""));
        Files.writeString(folder.resolve("broken.json"), "{");
        CommandLineRun run = CommandLineRun.of("batch", folder);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).contains("1 optimal", "2 invalid", "broken.json");
        assertThat(run.err()).contains("did you mean \"count\"?", "^^^^^", "not valid JSON");
    }

    @Test
    void aBadValueIsToldAsInAFileThatHasIt() {
        CommandLineRun run = batch("--vary", "cluster.pools.0.count=0,8");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).contains("1 optimal", "invalid: The count (0 GPUs) must be at least 1");
        assertThat(run.err()).contains("small.json with cluster.pools.0.count=0:", "\"count\": 0", "^");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "limits.budgetUds=1,2 | did you mean \"budgetUsd\"?",
        "limit.budgetUsd=1,2 | did you mean \"limits\"?",
        "cluster.pools.7.count=1,2 | use an index from 0 to",
        "limits.budgetUsd | write limits.budgetUsd=1e5..1e7:20",
        "limits.budgetUsd=1..2 | first..last:count"})
    void aPathThatDoesNotExistIsAnErrorWithASuggestion(String vary, String said) {
        CommandLineRun run = batch("--vary", vary);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).startsWith("error: The --vary").contains(said);
        assertThat(run.out()).isEmpty();
    }

    @Test
    void fieldsInsideEachOtherCannotBothVary() {
        CommandLineRun run = batch("--vary", "limits.budgetUsd=1,2", "--vary", "limits={}");
        assertThat(run.err()).contains("must be different fields");
    }

    @Test
    void tooManyCasesAreRefused() {
        assertThat(batch("--vary", "limits.budgetUsd=1..9:9999", "--vary", "limits.deadlineHours=1..9:9999").err())
                .contains("at most 1,000,000 cases");
    }

    @Test
    void anEmptyFolderIsAnError() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        CommandLineRun run = CommandLineRun.of("batch", empty);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("must hold problem files (*.json), it has none");
    }

    @Test
    void anOutputThatCannotBeWrittenIsAnErrorBeforeAnythingIsSolved() {
        CommandLineRun run = batch("--jsonl", folder.resolve("missing").resolve("cases.jsonl"));
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("lie in a folder that exists");
        assertThat(batch("-o", problem).err()).contains("must be a folder that can be created");
    }

    @Test
    void aProblemFileIsNeverOverwritten() throws IOException {
        String before = Files.readString(problem);
        for (String option : List.of("--csv", "--jsonl", "--html")) {
            CommandLineRun run = batch(option, problem);
            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.err()).contains("must be a file of its own, it is one that is read");
        }
        assertThat(problem).hasContent(before);
    }

    @Test
    void linesThatCannotBeReadBackAreRefused() {
        Path device = Path.of("/dev/zero");
        assumeThat(device).exists();
        assertThat(batch("--jsonl", device).err()).contains("must be a regular file");
    }

    @Test
    void helpHasExamples() {
        assertThat(CommandLineRun.of("batch", "--help").out())
                .contains("Examples:", "--vary limits.budgetUsd=1e4..1e6:20");
    }

    @Test
    void progressTellsRateAndTimeLeft() {
        assertThat(Progress.ofBatch(250, 1000, 25)).isEqualTo("250 of 1,000 cases, 25 %, 25 a second, 30 s left");
        assertThat(Progress.ofBatch(0, 1000, 0)).isEqualTo("0 of 1,000 cases, 0 %");
    }
}
